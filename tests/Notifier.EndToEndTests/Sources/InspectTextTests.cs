using System.Text;
using System.Text.Json;

namespace Notifier.EndToEndTests.Sources;

public sealed class InspectTextTests
{
    [Fact]
    public async Task Each_line_is_answered_with_topics_and_quantities_and_a_bad_one_does_not_end_the_run()
    {
        var run = await CommandRun.Of(["inspect", "text", "--jsonl"], Encoding.UTF8.GetBytes("""
            {"id":"a","text":"碳酸锂一年涨了10倍"}
            broken
            {"id":7}
            {"id":"b","title":"公告","text":"本办法自2022年5月1日起施行。"}
            """), folder: null);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal("price_stabilization", Assert.Single(lines[0].GetProperty("topics").EnumerateArray()).GetProperty("id").GetString());
        var factor = Assert.Single(lines[0].GetProperty("quantities").EnumerateArray());
        Assert.Equal((11, 10, "涨了10倍"), (factor.GetProperty("value").GetInt32(), factor.GetProperty("alt").GetInt32(), factor.GetProperty("text").GetString()));
        Assert.Equal("line 2 of the input is no JSON at byte 1", lines[1].GetProperty("error").GetString());
        Assert.Equal("'text' is missing: give it as a text", lines[2].GetProperty("error").GetString());
        Assert.Equal("2022-05-01", Assert.Single(lines[3].GetProperty("dates").EnumerateArray()).GetProperty("date").GetString());
    }

    [Fact]
    public async Task A_text_is_shown_to_people_with_its_sentences()
    {
        var run = await CommandRun.Of(["inspect", "text"], Encoding.UTF8.GetBytes("请于2022年4月15日前反馈意见。钴价跌至20万元/吨。"), folder: null);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("quantity level 200000 CNY/t cobalt “20万元/吨”\n  钴价跌至20万元/吨。\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("deadline 2022-04-15\n", run.Output, StringComparison.Ordinal);
    }
}
