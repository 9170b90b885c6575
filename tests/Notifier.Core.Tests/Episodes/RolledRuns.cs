using CsCheck;
using Notifier.Core.Backtesting;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Quality;
using Notifier.Core.Rules;
using Notifier.Core.Tests.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Episodes;

/// <summary>Rules that a roll must not reach, and runs of them over rolled prices.</summary>
internal static class RolledRuns
{
    public static readonly Series Rolled = new("s", "CNY/t");

    public static readonly Rule[] Relative =
    [
        Rule("runup", "runup(365d) >= 20%"), Rule("multiple", "multiple(min, 365d) >= 1.25"), Rule("change", "change(30d) >= 15%"), Rule("fall", "drawdown(all) <= -20%"),
        Rule("score", "zscore(20) > 3"), Rule("weekly", "weekly(change(4)) >= 15%"), Rule("sum", "cusum(0.5, hi) > 5"),
        Rule("band", "value > bollinger(20, up)"), Rule("channel", "value > donchian(20, up)"), Rule("outlier", "madz(52, 4) > 6"),
    ];

    /// <summary>Those that ask how far a price has come.</summary>
    public static readonly Rule[] Steps = Relative[..4];

    public static Rule Rule(string id, string when) =>
        WrittenRules.Parse($$"""{"id":"{{id}}","title":"t","series":["s"],"ladder":[{"severity":"severe","when":"{{when}}"}]}""", allowWarnings: true);

    public static (SeriesState State, List<Warning> Warnings) AtOnce(RolledPrices prices) => Feed(prices, prices.Traded.Length, Relative);

    public static (SeriesState State, List<Warning> Warnings) DayByDay(RolledPrices prices) => Feed(prices, 1, Relative);

    public static (SeriesState State, List<Warning> Warnings) Feed(RolledPrices prices, int chunk, IReadOnlyList<Rule> rules, QualityChecks? checks = null)
    {
        var (state, warnings) = (SeriesState.New(Rolled), new List<Warning>());
        foreach (var days in prices.Traded.Chunk(chunk))
        {
            // As a poll brings them: what it says of contracts and rolls is of its own days.
            var here = days.Select(day => day.Period).ToHashSet();
            var screening = prices.Screening with { Checks = checks ?? QualityChecks.OfPrice, Notes = prices.Contracts.Where(one => here.Contains(one.Key)).ToDictionary(), Rolls = [.. prices.Rolls.Where(roll => here.Contains(roll.At))] };
            var commit = SeriesCommit.Advance(state, rules, days, EntryLog.Empty, screening: screening);
            warnings.AddRange(commit.Warnings);
            state = SeriesStateCodec.Unpack(SeriesStateCodec.Pack(commit.State));
        }

        return (state, warnings);
    }
}
