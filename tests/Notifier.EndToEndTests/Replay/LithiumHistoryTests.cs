using System.Text;
using Notifier.Cli.Replay;
using Notifier.Core.Backtesting;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.EndToEndTests.Replay;

public sealed class LithiumHistoryTests
{
    [Fact]
    public void The_shipped_table_has_a_value_for_each_calendar_day()
    {
        var history = LithiumHistory.Daily();

        Assert.Equal(Period.Parse("2020-01-31"), history[0].Period);
        Assert.Equal(new(Period.Parse("2023-12-31"), 86500), history.Last);
        Assert.Equal((new DateOnly(2023, 12, 31).DayNumber - new DateOnly(2020, 1, 31).DayNumber) + 1, history.Count);
        Assert.Equal(new(Period.Parse("2020-12-31"), 48500), history[history.IndexAtOrBefore(Period.Parse("2020-12-31"))]);
        Assert.Equal(68000 + (9000 / 28.0), history[history.IndexAtOrBefore(Period.Parse("2021-02-01"))].Value, 0.005);
    }

    [Fact]
    public void The_ladder_that_is_shipped_gives_these_transitions_on_it()
    {
        var text = typeof(LithiumHistory).Assembly.GetManifestResourceNames().Single(name => name.EndsWith("lithium-carbonate-surge.json", StringComparison.Ordinal));
        using var reader = new StreamReader(typeof(LithiumHistory).Assembly.GetManifestResourceStream(text)!);
        var rule = Assert.Single(RuleDocument.Parse(Encoding.UTF8.GetBytes(reader.ReadToEnd())).Rules);

        var result = Backtest.Run(rule, LithiumHistory.Series, LithiumHistory.Daily(), EntryLog.Empty);

        Assert.Equal(
            [
                "2020-12-12 opened minor", "2021-01-06 escalated moderate", "2021-02-02 escalated severe", "2022-01-24 escalated extreme",
                "2023-01-01 resolved", "2023-06-17 opened minor", "2023-06-24 escalated moderate", "2023-08-09 eased minor", "2023-08-13 resolved",
            ],
            result.Transitions.Select(Line));
    }

    private static string Line(Transition transition) => transition.Kind == TransitionKind.Resolved
        ? $"{transition.Period} resolved"
        : $"{transition.Period} {transition.Kind.Word()} {transition.Severity.Word()}";
}
