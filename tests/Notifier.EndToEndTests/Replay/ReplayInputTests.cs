using Notifier.Cli;
using Notifier.Cli.Replay;
using Notifier.Core.Observations;

namespace Notifier.EndToEndTests.Replay;

public sealed class ReplayInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("notifier-test-").FullName;

    [Fact]
    public void The_shipped_history_comes_with_the_shipped_ladder_and_the_rule_on_notices()
    {
        var input = ReplayInput.Read(Settings());

        Assert.Equal("lithium-carbonate-cn", Assert.Single(input.Series).Series.Id);
        Assert.Equal(["lithium-carbonate-surge", "battery-notices"], input.Rules.Select(rule => rule.Id));
        Assert.Empty(input.Findings);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_names_that_there_are()
    {
        var refused = Assert.Throws<UnreadableInputException>(() => ReplayInput.Read(Settings(name: "lithium")));

        Assert.Equal("there is no replay 'lithium': lithium-2021", refused.Message);
    }

    [Fact]
    public void A_file_takes_the_place_of_the_table_and_the_ladder_turns_to_its_series()
    {
        var input = ReplayInput.Read(Settings(series: new() { ["copper"] = Csv("date,price\n2020-01-01,5\n2020-01-02,6\n") }));

        Assert.Equal(new Series("copper", ""), Assert.Single(input.Series).Series);
        Assert.Equal(["copper"], input.Rules[0].Series);
        Assert.Equal("lithium-carbonate-surge", input.Rules[0].Id);
    }

    [Fact]
    public void A_file_for_the_shipped_series_keeps_its_unit_and_another_is_told_its_own()
    {
        var files = new Dictionary<string, string> { ["lithium-carbonate-cn"] = Csv("date,price\n2020-01-01,5\n"), ["copper"] = Csv("date,price\n2020-01-01,5\n") };
        var input = ReplayInput.Read(Settings(files, units: new() { ["copper"] = "USD/t" }));

        Assert.Equal(["USD/t", "CNY/t"], input.Series.Select(one => one.Series.Unit));
    }

    [Theory]
    [InlineData("""{"id":"r","series":["wti"],"above":100}""", "missing-series")]
    [InlineData("""{"id":"r","series":["wti-*"],"above":100}""", "missing-series")]
    [InlineData("""{"id":"r","series":["lithium-carbonate-cn"],"above":"100 USD/t"}""", "unit-mismatch")]
    public void A_rule_that_does_not_fit_is_a_finding(string rule, string code)
    {
        var file = Path.Combine(_folder, "rule.json");
        File.WriteAllText(file, rule);

        var input = ReplayInput.Read(Settings(rule: file));

        Assert.True(input.HasErrors);
        Assert.Contains(input.Findings, located => located.Finding.Code == code && located.Path == file);
    }

    [Fact]
    public void Days_are_those_with_a_price_or_a_notice_or_each_one_for_a_rule_that_ticks()
    {
        var series = (new Series("copper"), new History([new(Period.Parse("2020-04-20"), 1), new(Period.Parse("2020-04-27"), 2)]));

        Assert.Equal(
            ["2020-04-20", "2020-04-23", "2020-04-27"],
            ReplayDay.Of([series], PolicyNotice.All, everyDay: false).Select(day => day.Date.ToString("yyyy-MM-dd", null)));
        Assert.Equal(8, ReplayDay.Of([series], PolicyNotice.All, everyDay: true).Count);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Csv(string text)
    {
        var file = Path.Combine(_folder, Path.GetRandomFileName() + ".csv");
        File.WriteAllText(file, text);
        return file;
    }

    private static ReplaySettings Settings(
        Dictionary<string, string>? series = null, Dictionary<string, string>? units = null, string? rule = null, string name = ReplayInput.Lithium) =>
        new(name, series ?? [], units ?? [], rule, null, 0, true);
}
