namespace Notifier.EndToEndTests.Backtesting;

/// <summary>What a backtest cannot judge it says, with when it will be able to; a calendar makes a holiday no gap.</summary>
public sealed class BacktestGapsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("backtest-gaps").FullName;

    [Fact]
    public async Task A_window_longer_than_the_history_says_what_is_missing_and_when_it_is_enough()
    {
        var days = string.Concat(Enumerable.Range(0, 60).Select(day => $"{new DateOnly(2024, 1, 1).AddDays(day):yyyy-MM-dd},{100 + day}\n"));

        var lines = await BacktestAsync("multiple(min, 365d) >= 1.5", days);
        var json = await BacktestAsync("multiple(min, 365d) >= 1.5", days, "--json");

        Assert.Contains("severe is unknown at the end: multiple(min, 365d): ", lines.Output, StringComparison.Ordinal);
        Assert.Contains("2024-04-02", lines.Output, StringComparison.Ordinal);
        Assert.Contains("\"unknownAtEnd\":[{\"severity\":\"severe\",\"outcome\":\"insufficientHistory\"", json.Output, StringComparison.Ordinal);
        Assert.Contains("\"enoughFrom\":\"2024-04-02\"", json.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_its_calendar_golden_week_is_neither_a_gap_nor_an_age()
    {
        const string Days = "2025-09-26,100\n2025-09-29,100\n2025-09-30,100\n2025-10-09,106\n";

        Assert.DoesNotContain("opened", (await BacktestAsync("change(5d) >= 5%", Days)).Output, StringComparison.Ordinal);
        Assert.Contains("2025-10-09 opened", (await BacktestAsync("change(5d) >= 5%", Days, "--calendar", "s=shfe")).Output, StringComparison.Ordinal);
        Assert.Contains("opened", (await BacktestAsync("age > 3d", Days)).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("opened", (await BacktestAsync("age > 3d", Days, "--calendar", "s=shfe")).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await BacktestAsync("age > 3d", Days, "--calendar", "s=mars")).ExitCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<CommandRun> BacktestAsync(string when, string days, params string[] more)
    {
        var (rule, series) = (Path.Combine(_folder, "rule.json"), Path.Combine(_folder, "s.csv"));
        await File.WriteAllTextAsync(rule, $$"""{"id":"r","series":["s"],"ladder":[{"severity":"severe","when":"{{when}}"}]}""");
        await File.WriteAllTextAsync(series, "date,price\n" + days);
        return await CommandRun.Of(["backtest", "--rule", rule, "--series", $"s={series}", .. more]);
    }
}
