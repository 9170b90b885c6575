using System.Text.Json;

namespace Notifier.EndToEndTests.Backtesting;

public sealed class BacktestCommandTests : IDisposable
{
    private const string Rise = """
        {"id":"rise","title":"Rise","series":["s"],"keepFiringFor":1,"ladder":[
          {"severity":"minor","when":"value >= 10 t"},{"severity":"severe","when":"multiple(min, 4d) >= 2","for":2}]}
        """;

    private const string Prices = "date,price,note\n2024-01-01,8,a\n2024-01-02,10.5,\"b, c\"\n2024-01-03,20,\n2024-01-04,21,\n2024-01-05,9,\n2024-01-06,8,\n2024-01-07,8,\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("notifier-backtest-").FullName;

    public BacktestCommandTests()
    {
        Write("rise.json", Rise);
        Write("prices.csv", Prices);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_line_per_transition_and_a_summary()
    {
        var run = await Backtest("--rule", "rise.json", "--series", "s=prices.csv", "--unit", "s=t");

        Assert.Equal(
            "2024-01-02 opened minor 10.5 t 10.5 t, limit 10 t\n"
            + "2024-01-04 escalated severe 21 t ×2.62 of the 4-day low 8 t (2024-01-01), limit ×2; at this pace ×3 in about 2.7 days\n"
            + "2024-01-06 resolved severe 8 t ×1.00 of the 4-day low 8 t (2024-01-06), limit ×2\n"
            + "7 observations 2024-01-01..2024-01-07: 1 episode, 3 transitions, highest severe, firing at 4 of 7; unknown: insufficientHistory 1, noData 0, error 0\n",
            run.Output);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Reasons_are_written_in_Chinese_where_it_is_asked_for()
    {
        var run = await Backtest("--rule", "rise.json", "--series", "s=prices.csv", "--unit", "s=t", "--language", "zh-Hans", "--html", "page.html");

        Assert.Contains("2024-01-04 escalated severe 21 t 为4天最低价8 t（2024-01-01）的2.62倍，阈值2倍；按此速度约2.7天后达到3倍\n", run.Output, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(Path.Combine(_folder, "page.html"), TestContext.Current.CancellationToken);
        Assert.Contains("<td>最新值10.5 t，阈值10 t\n", page, StringComparison.Ordinal);
        Assert.Equal(2, (await Backtest("--rule", "rise.json", "--series", "s=prices.csv", "--language", "fr")).ExitCode);
    }

    [Fact]
    public async Task The_chart_shows_values_and_firing_spans_without_colours_too()
    {
        var run = await Backtest("--rule", "rise.json", "--series", "s=prices.csv", "--unit", "s=t", "--chart");

        var lines = run.Output.Split('\n');
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Matches("^21 +.*█", lines[0]);
        Assert.StartsWith(" 8 ", lines[11], StringComparison.Ordinal);
        Assert.Matches("^ +·+1+3+·+$", lines[12]);
        Assert.Matches("^ +2024-01-01 +2024-01-07$", lines[13]);
        Assert.StartsWith("2024-01-02 opened minor ", lines[15], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_neighbours_stand_beside_the_rule_with_what_each_would_have_told()
    {
        var run = await Backtest("--rule", "rise.json", "--series", "s=prices.csv", "--unit", "s=t", "--neighbours", "--html", "page.html");
        var page = await File.ReadAllTextAsync(Path.Combine(_folder, "page.html"), TestContext.Current.CancellationToken);

        Assert.Matches("looser +as written +stricter", run.Output);
        Assert.Matches(@"value >= 7\.5 t +value >= 10 t +value >= 12\.5 t", run.Output);
        Assert.Contains("<code>multiple(min, 4d) &gt;= 2.25</code>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task States_are_one_row_per_observation_with_the_highest_pending_rung_while_pending()
    {
        Write("severe.json", """{"id":"rise","title":"Rise","series":["s"],"ladder":[{"severity":"severe","when":"value >= 10","for":3}]}""");

        Assert.Equal(
            "date,state,severity\n2024-01-01,inactive,\n2024-01-02,pending,severe\n2024-01-03,pending,severe\n2024-01-04,firing,severe\n2024-01-05,inactive,\n2024-01-06,inactive,\n2024-01-07,inactive,\n",
            (await Backtest("--rule", "severe.json", "--series", "s=prices.csv", "--states")).Output);
    }

    [Fact]
    public async Task Json_holds_the_transitions_and_the_summary()
    {
        using var result = JsonDocument.Parse((await Backtest("--rule", "rise.json", "--series", "s=prices.csv", "--json")).Output);

        var first = result.RootElement.GetProperty("transitions")[0];
        Assert.Equal(
            ("2024-01-02", "opened", "minor", 10.5, "10.5 t, limit 10 t"),
            (first.GetProperty("date").GetString(), first.GetProperty("kind").GetString(), first.GetProperty("severity").GetString(), first.GetProperty("value").GetDouble(), first.GetProperty("reason").GetString()));
        Assert.Equal("最新值10.5 t，阈值10 t", first.GetProperty("reasonZh").GetString());
        Assert.Equal(3, result.RootElement.GetProperty("transitions").GetArrayLength());
        Assert.Equal(1, result.RootElement.GetProperty("summary").GetProperty("episodes").GetInt32());
        Assert.Equal("daily", result.RootElement.GetProperty("summary").GetProperty("runs")[0].GetProperty("frequency").GetString());
    }

    [Fact]
    public async Task The_page_stands_alone_and_escapes_what_others_wrote()
    {
        Write("named.json", """{"id":"rise","title":"<script>alert(1)</script>","series":["s"],"ladder":[{"severity":"severe","when":"value >= 10"}]}""");

        var run = await Backtest("--rule", "named.json", "--series", "s=prices.csv", "--html", "page.html");
        var page = await File.ReadAllTextAsync(Path.Combine(_folder, "page.html"), TestContext.Current.CancellationToken);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; on s", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.Contains("<polyline", page, StringComparison.Ordinal);
        Assert.Contains("<title>severe from 2024-01-02</title>", page, StringComparison.Ordinal);
        Assert.Contains("<td>2024-01-02<td>opened<td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_rules_and_series_are_told_apart()
    {
        Write("all.json", """{"id":"high","title":"High","series":["*"],"above":10,"severity":"severe"}""");
        Write("months.csv", "month,value\n2024-01,5\n2024-02,12\n");

        Assert.Equal(
            "date,state,severity,rule,series\n2024-01-31,inactive,,high,m\n2024-02-29,firing,severe,high,m\n2024-01-01,inactive,,high,s\n",
            string.Join('\n', (await Backtest("--rule", "all.json", "--series", "s=prices.csv", "--series", "m=months.csv", "--states")).Output.Split('\n').Take(4)) + "\n");
        Assert.Contains("# high on m\n", (await Backtest("--rule", "all.json", "--series", "s=prices.csv", "--series", "m=months.csv")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unsorted_dates_are_sorted_and_an_empty_value_is_no_observation()
    {
        Write("prices.csv", "\ufeffdate;,price\r\n2024-01-03,20\r\n\r\n2024-01-01,8\r\n2024-01-02,\r\n2024-01-01,8\r\n");

        Assert.StartsWith("date,state,severity\n2024-01-01,inactive,\n2024-01-03,firing,minor\n", (await Backtest("--rule", "rise.json", "--series", "s=prices.csv", "--states")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date,price\n2024-01-01,1\n2024-01-02,NaN\n", "prices.csv:3:12: 'NaN' is not a finite number")]
    [InlineData("date,price\n2024-01-01,1e999\n", "prices.csv:2:12: '1e999' is not a finite number")]
    [InlineData("date,price\n2024-01-01, 12'000\n", "prices.csv:2:13: '12'000' is not a number: digits with a point and no separators are expected")]
    [InlineData("date,price\n01/02/2024,1\n", "prices.csv:2:1: '01/02/2024' is not a date: yyyy-MM-dd, yyyy-MM or an ISO 8601 instant with its offset")]
    [InlineData("date,price\n2024-02-30,1\n", "prices.csv:2:1: '2024-02-30' is not a date: yyyy-MM-dd, yyyy-MM or an ISO 8601 instant with its offset")]
    [InlineData("date,price\n2024-01-01,1\n2024-01-02,2\n2024-01-01,3\n", "prices.csv:4:1: 2024-01-01 stands on line 2 already, with 1 instead of 3")]
    [InlineData("date,price\n2024-01-01\n", "prices.csv:2:11: the value is missing: a comma and a number are expected behind the date")]
    [InlineData("2024-01-01,1\n", "prices.csv:1:1: this is an observation: a header line is expected before it, for example date,value")]
    [InlineData("date\n2024-01-01\n", "prices.csv:1:1: the header has one column: at least a date and a value, separated by a comma, are expected")]
    [InlineData("date,price\n", "prices.csv:1:1: no observation follows the header line")]
    [InlineData("", "prices.csv:1:1: a header line is expected, for example date,value")]
    [InlineData("date,price\n\"2024-01-01,1\n", "prices.csv:2:1: the quote is not closed on this line")]
    public async Task A_wrong_file_is_named_with_line_and_column(string csv, string message)
    {
        Write("prices.csv", csv);

        var run = await Backtest("--rule", "rise.json", "--series", "s=prices.csv");

        Assert.Equal((2, "", $"notifier backtest: {message}\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task A_series_of_the_rule_that_is_not_given_is_a_finding_at_its_place()
    {
        var run = await Backtest("--rule", "rise.json", "--series", "x=prices.csv");

        Assert.Equal("rise.json:1:39: error missing-series no --series names this series: add --series ID=FILE.csv, or correct the id\n", run.Output);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task A_unit_that_is_not_the_series_unit_is_a_finding_at_its_place()
    {
        var run = await Backtest("--rule", "rise.json", "--series", "s=prices.csv", "--unit", "s=kg");

        Assert.StartsWith("rise.json:2:43: error unit-mismatch ", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    [Theory]
    [InlineData("--rule rise.json", "Option '--series' is required.")]
    [InlineData("--rule rise.json --series s=prices.csv --json --states", "--json and --states exclude each other.")]
    [InlineData("--rule rise.json --series s=prices.csv --json --neighbours", "--neighbours is for lines: it excludes --json and --states.")]
    [InlineData("--rule rise.json --series s", "--series takes ID=FILE.csv, for example lithium-carbonate-cn=prices.csv, not 's'.")]
    [InlineData("--rule rise.json --series s=prices.csv --frequency s=often", "--frequency takes ID=FREQUENCY, for example wheat=monthly, not 's=often'.")]
    [InlineData("--rule rise.json --series s=none.csv", "cannot read 'none.csv': there is no such file or folder")]
    [InlineData("--rule rise.json --series s=prices.csv --unit t=kg", "--unit names the series 't', but no --series does")]
    [InlineData("--rule rise.json --series s=prices.csv --html none/page.html", "cannot write 'none/page.html'")]
    public async Task Wrong_usage_ends_with_2_and_says_what_is_wrong(string arguments, string message)
    {
        var run = await Backtest(arguments.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_indicator_is_printed_wherever_it_can_be_computed()
    {
        Write("prices.csv", "date,price\n2024-01-01,3\n2024-01-02,1\n2024-01-03,-1\n2024-01-04,7\n");

        var run = await CommandRun.Of(["inspect", "indicator", "multiple(first, 3)", "--series", "prices.csv"], [], _folder);
        var wrong = await CommandRun.Of(["inspect", "indicator", "mutliple(first, 3)", "--series", "prices.csv"], [], _folder);

        Assert.Equal((0, "date,value\n2024-01-01,1\n2024-01-02,0.3333333333333333\n2024-01-03,\n2024-01-04,7\n"), (run.ExitCode, run.Output));
        Assert.Equal((2, "notifier inspect indicator: EXPR:1:1: unknown-indicator there is no indicator 'mutliple': did you mean 'multiple'?\n"), (wrong.ExitCode, wrong.Error));
    }

    private Task<CommandRun> Backtest(params string[] arguments) => CommandRun.Of(["backtest", .. arguments], [], _folder);

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder, name), content);
}
