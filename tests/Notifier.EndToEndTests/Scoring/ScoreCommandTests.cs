using System.Globalization;
using System.Text;
using System.Text.Json;
using Notifier.Core.Tests;

namespace Notifier.EndToEndTests.Scoring;

public sealed class ScoreCommandTests : IDisposable
{
    private const string Events = "panel,series,file,k,trough,p_trough,mark,p_mark,peak,p_peak,ongoing\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("notifier-score-").FullName;

    public ScoreCommandTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "panel", "more"));
        // 500 flat days, 30 days at 1.6, then a doubling: announced 32 days before the smoothed price has doubled.
        Write("panel/surge.csv", Days([.. Flat(500, 100), .. Flat(30, 160), .. Flat(400, 210)]));
        // A rise that leads to nothing.
        Write("panel/more/false.csv", Days([.. Flat(500, 100), .. Flat(30, 160), .. Flat(400, 100)]));
        Write("rule.json", """{"id":"r","title":"R","series":["other"],"ladder":[{"severity":"moderate","when":"multiple(min, 365d) >= 1.5"},{"severity":"severe","when":"multiple(min, 365d) >= 1.9"}]}""");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_rung_is_scored_on_every_series_below_the_folder()
    {
        using var result = await Json("--panel", "panel", "--rule", "rule.json");

        var (moderate, severe) = (result.RootElement.GetProperty("rungs")[0], result.RootElement.GetProperty("rungs")[1]);
        Assert.Equal(["moderate", "2", "1", "1", "0.5", "1", "32", "32", "32", "1.6"], Texts(moderate, "severity", "alarms", "events", "announced", "precE", "recall", "leadMedian", "leadQ25", "leadPeak", "alreadyUp"));
        Assert.Equal(["severe", "1", "0", "2"], Texts(severe, "severity", "precE", "falseE", "leadMedian"));
        // Two spans of 929 − 365 − 180 days.
        Assert.Equal(2 * 384 / 365.25, moderate.GetProperty("seriesYears").GetDouble(), 1e-9);
        Assert.Equal(2 / (2 * 384 / 365.25), moderate.GetProperty("onsets").GetDouble(), 1e-9);
        Assert.Equal(1, moderate.GetProperty("ci").GetProperty("recall")[1].GetDouble());
    }

    [Fact]
    public async Task What_nothing_was_measured_for_is_null_and_not_zero()
    {
        using var result = await Json("--panel", "panel", "--except", "surge*", "--rule", "rule.json");

        var severe = result.RootElement.GetProperty("rungs")[1];
        Assert.Equal(["0", "", "", ""], Texts(severe, "alarms", "precE", "recall", "leadMedian"));
        Assert.Equal(1, result.RootElement.GetProperty("panel").GetProperty("series").GetInt32());
    }

    [Fact]
    public async Task Listed_events_take_the_place_of_those_found()
    {
        Write("events.csv", Events + "p,false,elsewhere/false.csv,2,2021-01-01,100,2021-06-01,200,2021-07-01,220,False\np,surge,surge.csv,3,2021-01-01,100,2021-06-01,300,2021-07-01,320,False\n");

        using var result = await Json("--panel", "panel", "--rule", "rule.json", "--events", "events.csv");

        // The other one is a tripling.
        Assert.Equal(["1", "1", "17"], Texts(result.RootElement.GetProperty("rungs")[0], "events", "announced", "leadMedian"));
    }

    [Fact]
    public async Task Several_rules_are_scored_under_their_ids_and_a_wide_file_is_a_series_per_column()
    {
        Write("wide/sheet.csv", "month,copper,tin\n2001-01,1,5\n2001-02,2,\n2001-03,1,6\n");
        Write("wide/columns.csv", "code,name\ncopper,Copper\n");
        Write("rules.json", """[{"id":"a","title":"A","series":["*"],"above":1},{"id":"b","title":"B","series":["*"],"above":2},{"id":"c","title":"C","on":"entry","match":{"words":["x"]},"severity":"minor"}]""");

        var run = await Score("--panel", "wide", "--rule", "rules.json", "--json");
        using var result = JsonDocument.Parse(run.Output);

        Assert.Equal(["a", "b"], result.RootElement.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()));
        Assert.Equal(2, result.RootElement.GetProperty("panel").GetProperty("series").GetInt32());
        Assert.Equal(
            "notifier score: rule 'c' is on entries: it has no series to be tried on\nnotifier score: 'wide/columns.csv' is left out: it does not begin with dates\n",
            run.Error);
    }

    [Fact]
    public async Task The_table_has_a_line_per_rung_with_intervals_and_no_colours_where_it_is_redirected()
    {
        var run = await Score("--panel", "panel", "--rule", "rule.json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Matches(@"moderate +0\.95 +0\.476 +0\.951 +0\.50 +1\.00 +32 ", run.Output);
        Assert.Contains("0.95–0.95", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 series, 2.1 series-years, 1 doublings.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_reads_another_series_is_told_that_a_panel_has_none()
    {
        Write("rule.json", """{"id":"r","title":"R","series":["s"],"ladder":[{"severity":"severe","when":"ratio(futures) > 1.1"}]}""");

        var run = await Score("--panel", "panel", "--rule", "rule.json", "--json");

        Assert.Equal((0, "notifier score: rule 'r' reads 'futures' beside each series, of which a panel has none: what hangs on it stays unknown\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("--rule rule.json", "Option '--panel' is required.")]
    [InlineData("--panel none --rule rule.json", "cannot read the panel 'none': there is no such folder")]
    [InlineData("--panel panel --except * --rule rule.json", "no history in a *.csv file below 'panel'")]
    [InlineData("--panel panel --rule none.json", "cannot read 'none.json': there is no such file or folder")]
    [InlineData("--panel panel --rule rule.json --events panel/surge.csv", "panel/surge.csv:1:1: the header has no column 'file'")]
    [InlineData("--panel broken --rule rule.json", "broken/b.csv:2:12: 'NaN' is not a finite number")]
    [InlineData("--panel panel --rule rule.json --events events.csv", "events.csv:2:13: trough 'then' is not a date: yyyy-MM-dd is expected")]
    public async Task Wrong_usage_ends_with_2_and_says_what_is_wrong(string arguments, string message)
    {
        Write("broken/b.csv", "date,value\n2024-01-01,NaN\n");
        Write("events.csv", Events + "p,s,s.csv,2,then,1,2001-01-01,1,2001-01-01,1,False\n");

        var run = await Score(arguments.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_file_with_errors_ends_with_1_and_its_findings()
    {
        Write("rule.json", """{"id":"r","title":"R","series":["s"],"ladder":[{"severity":"severe","when":"multipel(min, 365d) >= 2"}]}""");

        var run = await Score("--panel", "panel", "--rule", "rule.json");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("rule.json:1:77: error unknown-indicator ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ladder_of_the_design_has_the_scores_that_were_measured_on_the_shared_panel()
    {
        var prices = SharedData.PathOf("prices");
        Write("surge.json", WrittenRules.Lithium);

        using var result = await Json("--panel", $"{prices}/daily", "--panel", $"{prices}/cn_futures_daily", "--except", "*_2021vintage*", "--except", "brent_ice_*", "--except", "natgas_nymex_*", "--rule", "surge.json");

        var moderate = result.RootElement.GetProperty("rungs")[1];
        Assert.Equal(
            (0.89, 88.5, 0.108, 0.52),
            (Math.Round(moderate.GetProperty("recall").GetDouble(), 2), moderate.GetProperty("leadMedian").GetDouble(), Math.Round(moderate.GetProperty("falseE").GetDouble(), 3), Math.Round(moderate.GetProperty("precE").GetDouble(), 2)));
        Assert.Equal(47, result.RootElement.GetProperty("panel").GetProperty("series").GetInt32());
    }

    private static IEnumerable<string> Texts(JsonElement element, params string[] names) =>
        names.Select(name => element.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : "");

    private static IEnumerable<double> Flat(int days, double value) => Enumerable.Repeat(value, days);

    private static string Days(IReadOnlyList<double> values)
    {
        var text = new StringBuilder("date,price\n");
        for (var day = 0; day < values.Count; day++)
            text.Append(CultureInfo.InvariantCulture, $"{new DateOnly(2020, 1, 1).AddDays(day):yyyy-MM-dd},{values[day]}\n");
        return text.ToString();
    }

    private async Task<JsonDocument> Json(params string[] arguments)
    {
        var run = await Score([.. arguments, "--json"]);
        Assert.Equal(0, run.ExitCode);
        return JsonDocument.Parse(run.Output);
    }

    private Task<CommandRun> Score(params string[] arguments) => CommandRun.Of(["score", .. arguments], [], _folder);

    private void Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
