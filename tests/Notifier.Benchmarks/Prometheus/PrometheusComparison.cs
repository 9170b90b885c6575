using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Benchmarks.Prometheus;

/// <summary>
/// The newest value as a multiple of its lowest of 365 days on 2,000 series × 365 daily samples, by Prometheus and by us, one after
/// the other in one run: evaluations per second, and that both find as many series at twice their low.
/// </summary>
internal static class PrometheusComparison
{
    private const int SeriesCount = 2_000;
    private const int Days = 365;
    private static readonly DateOnly First = new(2023, 1, 1);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(TextWriter output)
    {
        var values = Prices();
        var (ours, found) = Ours(values);
        output.WriteLine($"multiple(min, 365d) >= 2, one core, one evaluation at each newest observation: {ours:N0} evaluations/s, {found} of {SeriesCount} series met");
        if (!PrometheusServer.IsInstalled)
        {
            output.WriteLine("Prometheus is not installed here: nothing to compare with.");
            return 0;
        }

        await using var server = await PrometheusServer.StartAsync(writer => Write(writer, values));
        var (theirs, same) = await TheirsAsync(server);
        output.WriteLine($"price / min_over_time(price[365d]) >= 2, {server.Version}, all cores: {theirs:N0} evaluations/s, {same} of {SeriesCount} series met");
        output.WriteLine($"ratio {ours / theirs:N0}");
        return found == same ? 0 : 1;
    }

    private static double[][] Prices()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, SeriesCount).Select(_ =>
        {
            var price = 10_000.0;
            return Enumerable.Range(0, Days).Select(_ => price = Math.Round(Math.Max(100, price * (1 + (0.06 * (random.NextDouble() - 0.48)))))).ToArray();
        })];
    }

    private static (double PerSecond, int Met) Ours(double[][] values)
    {
        var comparison = RuleDocument.Parse("""{"id":"r","title":"r","series":["*"],"ladder":[{"severity":"severe","when":"multiple(min, 365d) >= 2"}]}"""u8.ToArray()).Rules[0].Ladder[0].When;
        var moments = values.Select((prices, number) =>
        {
            var history = new History(prices.Select((price, day) => new Observation(Period.From(First.AddDays(day)), price)));
            return new Moment(new Series($"s{number}"), history, Days - 1, history.Last.Period, EntryLog.Empty);
        }).ToArray();
        var met = 0;
        var rounds = Repeat(() => met = moments.Count(moment => ConditionEvaluation.Judge(comparison, moment) == EvaluationOutcome.Met));
        return (rounds * SeriesCount, met);
    }

    /// <summary>Rounds per second, after one second of warming up.</summary>
    private static double Repeat(Action round)
    {
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < TimeSpan.FromSeconds(1);)
            round();
        var (watch, rounds) = (Stopwatch.StartNew(), 0);
        for (; watch.Elapsed < Long; rounds++)
            round();
        return rounds / watch.Elapsed.TotalSeconds;
    }

    private static async Task<(double PerSecond, int Met)> TheirsAsync(PrometheusServer server)
    {
        var at = Unix(Days - 1).ToString(CultureInfo.InvariantCulture);
        // A range ends before its first sample is a whole year old: the same 365 values.
        var query = $"count(price / min_over_time(price[365d]) >= 2)";
        var met = await CountAsync(server, query, at);
        var (watch, rounds) = (Stopwatch.StartNew(), 0);
        for (; watch.Elapsed < Long; rounds++)
            await CountAsync(server, query, at);
        return (rounds * SeriesCount / watch.Elapsed.TotalSeconds, met);
    }

    private static async Task<int> CountAsync(PrometheusServer server, string query, string at)
    {
        using var answer = JsonDocument.Parse(await server.GetAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}&time={at}"));
        var result = answer.RootElement.GetProperty("data").GetProperty("result");
        return result.GetArrayLength() == 0 ? 0 : int.Parse(result[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);
    }

    private static void Write(TextWriter writer, double[][] values)
    {
        writer.Write("# TYPE price gauge\n");
        for (var number = 0; number < values.Length; number++)
        {
            for (var day = 0; day < Days; day++)
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"price{{series=\"s{number}\"}} {values[number][day]} {Unix(day)}\n"));
        }

        writer.Write("# EOF\n");
    }

    private static long Unix(int day) => new DateTimeOffset(First.AddDays(day).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds();
}
