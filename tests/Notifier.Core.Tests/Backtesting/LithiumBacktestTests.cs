using Notifier.Core.Backtesting;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Backtesting;

public sealed class LithiumBacktestTests
{
    private static readonly Series Lithium = new("lithium-carbonate-cn", "CNY/t");

    [Fact]
    public void The_ladder_of_the_design_gives_these_transitions_on_the_daily_spot_series()
    {
        var result = Backtest.Run(WrittenRules.Parse(WrittenRules.Lithium), Lithium, PriceFile.Read("prices/daily/lithium_carbonate_cn_spot.csv"), EntryLog.Empty);

        Assert.Equal(
            [
                "2017-11-02 opened minor", "2017-12-07 resolved", "2020-12-07 opened minor", "2021-01-08 escalated moderate",
                "2021-01-29 escalated severe", "2022-01-21 escalated extreme", "2023-01-04 resolved", "2023-06-13 opened severe",
                "2023-06-28 eased moderate", "2023-08-17 resolved", "2024-03-14 opened minor", "2024-03-20 resolved",
                "2024-03-21 opened minor", "2024-03-28 resolved", "2024-04-08 opened minor",
            ],
            result.Transitions.Select(Line));
    }

    private static string Line(Transition transition) => transition.Kind == TransitionKind.Resolved
        ? $"{transition.Period} resolved"
        : $"{transition.Period} {transition.Kind.Word()} {transition.Severity.Word()}";
}
