namespace Notifier.EndToEndTests.Backtesting;

public sealed class InspectIndicatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("notifier-inspect-").FullName;

    public InspectIndicatorTests()
    {
        Write("spot.csv", "date,value\n2024-01-04,100\n2024-01-05,110\n2024-01-08,121\n2024-01-12,132\n2024-01-15,150\n");
        Write("futures.csv", "date,value\n2024-01-04,80\n2024-01-08,110\n2024-01-20,1\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("weekly(value)", "100|110|121|132|150")]
    [InlineData("weekly(change(1))", "||0.10000000000000009|0.19999999999999996|0.13636363636363646")]
    [InlineData("vote(2, value > 120, change(3d) > 0, value > 110)", "0|0|1|1|1")]
    [InlineData("timeto(242, 3d)", "||21.81762269202514||11.224825561847396")]
    [InlineData("count('x', 3d)", "0|0|0|0|0")]
    public async Task An_expression_is_printed_for_each_observation(string expression, string expected)
    {
        var run = await Inspect(expression, "--series", "spot.csv");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("date", run.Output.Split(',')[0]);
        Assert.Equal(expected, string.Join('|', Values(run)));
    }

    [Theory]
    [InlineData("--series spot.csv --series futures=futures.csv")]
    [InlineData("--series futures=futures.csv --series spot.csv")]
    [InlineData("--series spot=spot.csv --series futures=futures.csv")]
    public async Task Another_series_is_named_by_its_id(string series)
    {
        var run = await Inspect("spread(futures)", series.Split(' '));

        Assert.Equal("20|30|11|22|40", string.Join('|', Values(run)));
    }

    [Theory]
    [InlineData("ratio(futures)", "--series spot.csv", "'ratio(futures)' reads the series 'futures': add --series futures=FILE.csv")]
    [InlineData("weekly(vote(1, ratio(futures) > 1, value > 5))", "--series spot.csv", "'weekly(vote(1, ratio(futures) > 1, value > 5))' reads the series 'futures': add --series futures=FILE.csv")]
    [InlineData("value", "--series spot.csv --series futures.csv", "--series takes one FILE.csv, the series itself; name others as ID=FILE.csv, for example nickel-lme=nickel.csv.")]
    [InlineData("value", "--series a=spot.csv --series a=futures.csv", "--series names 'a' twice.")]
    [InlineData("vote(3, value > 1, value > 2)", "--series spot.csv", "EXPR:1:1: wrong-argument 'vote' refuses its arguments: 3 of 2 conditions cannot be counted: write a whole number from 1 to 2")]
    [InlineData("weekly(chnage(4))", "--series spot.csv", "EXPR:1:8: unknown-indicator there is no indicator 'chnage': did you mean 'change'?")]
    public async Task What_is_wrong_is_said_on_standard_error(string expression, string series, string message)
    {
        var run = await Inspect(expression, series.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date,value\n2024-01-05,2\n2024-01-04,1\n2024-01-05,2\n", 0, "date,value\n2024-01-04,1\n2024-01-05,2\n")]
    [InlineData("date,value\n2024-01-05,2\n2024-01-05,2\n", 0, "date,value\n2024-01-05,2\n")]
    [InlineData("date,value\n2024-01-05,2\n", 0, "date,value\n2024-01-05,2\n")]
    [InlineData("date,value\r\n2024-01-05,2\r\n\r\n2024-01-06,3", 0, "date,value\n2024-01-05,2\n2024-01-06,3\n")]
    [InlineData("date,value\n2024-01-05,2\n2024-01-04,1\n2024-01-05,3\n", 2, "prices.csv:4:1: 2024-01-05 stands on line 2 already, with 2 instead of 3")]
    [InlineData("date,value\n2024-01-05,2\n2024-01-05,3\n", 2, "prices.csv:3:1: 2024-01-05 stands on line 2 already, with 2 instead of 3")]
    [InlineData("date,value\n2024-01-05,-Infinity\n", 2, "prices.csv:2:12: '-Infinity' is not a finite number")]
    public async Task Unsorted_and_repeated_rows_are_sorted_out(string csv, int exitCode, string expected)
    {
        Write("prices.csv", csv);

        var run = await Inspect("value", "--series", "prices.csv");

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(exitCode == 0 ? expected : $"notifier inspect indicator: {expected}\n", exitCode == 0 ? run.Output : run.Error);
    }

    [Fact]
    public async Task A_backtest_gives_each_rule_the_other_series()
    {
        Write("gap.json", """{"id":"basis","series":["spot"],"ladder":[{"severity":"severe","when":"ratio(futures) >= 1.3"}]}""");

        var run = await CommandRun.Of(["backtest", "--rule", "gap.json", "--series", "spot=spot.csv", "--series", "futures=futures.csv"], [], _folder);

        Assert.StartsWith("2024-01-05 opened severe 110 - ×1.38 of 80 of futures (2024-01-04), limit ×1.3\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_backtest_refuses_a_grid_finer_than_the_series()
    {
        Write("grid.json", """{"id":"weeks","series":["spot"],"ladder":[{"severity":"severe","when":"weekly(value) > 1"}]}""");

        var run = await CommandRun.Of(["backtest", "--rule", "grid.json", "--series", "spot=spot.csv", "--frequency", "spot=monthly"], [], _folder);

        Assert.Equal((1, "grid.json:1:72: error coarse-series series 'spot' is monthly, coarser than 'weekly(value)': leave the grid out\n"), (run.ExitCode, run.Output));
    }

    private static IEnumerable<string> Values(CommandRun run) => run.Output.Split('\n')[1..^1].Select(line => line.Split(',')[1]);

    private Task<CommandRun> Inspect(string expression, params string[] arguments) => CommandRun.Of(["inspect", "indicator", expression, .. arguments], [], _folder);

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder, name), content);
}
