using System.Text;
using System.Text.Json;
using Notifier.Core.Tests;

namespace Notifier.EndToEndTests.Sources;

/// <summary><c>notifier inspect feed|date|url</c>: what a source would be read as, line by line, the same on any machine.</summary>
public sealed class InspectSourcesTests : IDisposable
{
    private const string Feed = """
        <?xml version="1.0" encoding="gb2312"?>
        <rss version="2.0"><channel><title>通知公告</title><link>https://example.org/</link><description/>
          <item><title>关于电池的&lt;b>通知&lt;/b></title><link>a/1.html</link><guid>1</guid><pubDate>2022年3月26日 10:05</pubDate><category>电池</category></item>
          <item><title>half
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notifier-inspect-");

    public InspectSourcesTests()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        File.WriteAllBytes(Path.Combine(_folder.FullName, "notices.xml"), Encoding.GetEncoding("gb2312").GetBytes(Feed));
        File.WriteAllText(Path.Combine(_folder.FullName, "page.html"), "<!DOCTYPE html><html></html>");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_feed_is_one_line_of_json_and_a_bad_line_is_answered_with_an_error()
    {
        var run = await RunAsync(
            ["inspect", "feed", "--jsonl", "--zone", "Asia/Shanghai"],
            """
            {"id":"a","file":"notices.xml","url":"https://example.org/feed.xml"}
            {"id":2,"file":"page.html"}
            {"id":3,"file":"absent.xml"}
            not json
            {"id":[4]}

            {"id":5,"file":"notices.xml","contentType":"text/xml; charset=gbk"}
            """);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            """{"id":"a","truncated":true,"feed":{"title":"通知公告","link":"https://example.org/","id":null,"description":"","language":null,"updated":null,"published":null,"version":"rss 2.0"},"items":[{"title":"关于电池的<b>通知</b>","link":"https://example.org/a/1.html","id":"1","summary":null,"content":null,"published":"2022-03-26T02:05:00Z","updated":null,"author":null,"categories":["电池"]}]}""",
            lines[0]);
        Assert.Equal(["this is XML, but neither RSS, RDF nor Atom", "absent.xml", "line 4 of the input is no JSON", "'file' is missing"], lines[1..5].Zip(["this is XML, but neither RSS, RDF nor Atom", "absent.xml", "line 4 of the input is no JSON", "'file' is missing"]).Select(pair => Error(pair.First).Contains(pair.Second, StringComparison.Ordinal) ? pair.Second : Error(pair.First)));
        Assert.Equal(["2", "3", "null", "[4]", "5"], lines[1..].Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetRawText()));
    }

    [Fact]
    public async Task A_named_file_that_is_no_feed_exits_with_1_and_one_that_is_absent_with_2()
    {
        var mixed = await RunAsync(["inspect", "feed", "notices.xml", "page.html"], "");
        var absent = await RunAsync(["inspect", "feed", "absent.xml"], "");
        var piped = await RunAsync(["inspect", "feed"], "<rss><channel><title>x</title></channel></rss>");

        Assert.Equal((1, 2), (mixed.ExitCode, mixed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Equal((2, ""), (absent.ExitCode, absent.Output));
        Assert.Contains("absent.xml", absent.Error, StringComparison.Ordinal);
        Assert.Equal(0, piped.ExitCode);
        Assert.StartsWith("{\"id\":\"-\",\"feed\":{\"title\":\"x\"", piped.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dates_are_in_utc_and_what_is_none_is_null()
    {
        var run = await RunAsync(
            ["inspect", "date", "--jsonl"],
            """
            {"id":1,"text":"2024-07-15 10:00"}
            {"id":2,"text":"2024-07-15 10:00","zone":"Asia/Shanghai"}
            {"id":3,"text":"Mon, 15 Jul 2024 10:00:00 IST"}
            {"id":4,"text":"2024-07-15","zone":"Mars/Base"}
            {"id":5}
            """);

        Assert.Equal(
            """
            {"id":1,"utc":"2024-07-15T10:00:00Z"}
            {"id":2,"utc":"2024-07-15T02:00:00Z"}
            {"id":3,"utc":null}
            {"id":4,"error":"there is no time zone 'Mars/Base': use a name like Asia/Shanghai or UTC"}
            {"id":5,"error":"'text' is missing: give it as a text"}

            """.ReplaceLineEndings("\n"),
            run.Output);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task An_address_is_judged_with_what_it_resolves_to()
    {
        var run = await RunAsync(
            ["inspect", "url", "--jsonl"],
            """
            {"id":1,"url":"https://hooks.example.org/x"}
            {"id":2,"url":"http://hooks.example.org/x","resolvesTo":["93.184.216.34"]}
            {"id":3,"url":"https://hooks.example.org/x","resolvesTo":["93.184.216.34","10.0.0.5"]}
            {"id":4,"url":"https://169.254.169.254/latest"}
            {"id":5,"url":"ftp://hooks.example.org/"}
            {"id":6,"url":"https://hooks.example.org/","resolvesTo":"x"}
            """);

        Assert.Equal(
            """
            {"id":1,"allowed":true,"reason":"name"}
            {"id":2,"allowed":true,"reason":"http"}
            {"id":3,"allowed":false,"reason":"private"}
            {"id":4,"allowed":false,"reason":"cloud-metadata"}
            {"id":5,"allowed":false,"reason":"scheme"}
            {"id":6,"error":"'resolvesTo' has to be a list of addresses"}

            """.ReplaceLineEndings("\n"),
            run.Output);
    }

    [Fact]
    public async Task The_corpora_read_the_same_in_any_time_zone_and_culture()
    {
        var feeds = string.Join('\n', SharedData.Read("feeds/cases.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using var test = JsonDocument.Parse(line);
            return JsonSerializer.Serialize(new { id = test.RootElement.GetProperty("id").GetString(), file = SharedData.PathOf("feeds/" + test.RootElement.GetProperty("file").GetString()) });
        }));
        var dates = string.Join('\n', SharedData.Read("feeds/dates/dates.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => JsonSerializer.Serialize(new { id = line, text = line.Split('\t')[0] })));
        (string, string)[][] places = [[("TZ", "UTC"), ("LC_ALL", "C")], [("TZ", "Asia/Kathmandu"), ("LC_ALL", "th_TH.UTF-8"), ("LANG", "th_TH.UTF-8")], [("TZ", "America/St_Johns"), ("LC_ALL", "tr_TR.UTF-8")]];

        foreach (var (command, input) in new[] { ("feed", feeds), ("date", dates) })
        {
            var outputs = new HashSet<string>();
            foreach (var place in places)
                outputs.Add((await RunAsync(["inspect", command, "--jsonl"], input, place)).Output);

            Assert.Single(outputs);
        }
    }

    private static string Error(string line) => JsonDocument.Parse(line).RootElement.TryGetProperty("error", out var error) ? error.GetString()! : "";

    private Task<CommandRun> RunAsync(string[] arguments, string input, params (string, string)[] environment) =>
        CommandRun.Of(arguments, Encoding.UTF8.GetBytes(input), _folder.FullName, environment);
}
