using CsCheck;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Tests.Episodes;
using Notifier.Episodes;

namespace Notifier.Tests.Episodes;

/// <summary>A lower rung never repeats under a higher one: over random ladders and histories, with a reminder each week.</summary>
public sealed class LowerRungTests
{
    [Fact]
    public void While_a_higher_rung_fires_every_message_names_it_and_only_an_easing_is_lower_than_the_one_before() =>
        Gen.Select(RandomHistories.Daily, RandomHistories.Rule).Sample((history, written) =>
        {
            var rule = written with { Remind = TimeSpan.FromDays(7) };
            var state = SeriesState.New(new Series("s"));
            IReadOnlyDictionary<string, DateTimeOffset> told = new Dictionary<string, DateTimeOffset>();
            Core.Warnings.Severity? known = null;
            foreach (var observation in history)
            {
                var now = new DateTimeOffset(observation.Period.Utc, TimeSpan.Zero);
                var after = Reminders.Of(SeriesCommit.Advance(state, [rule], [observation], EntryLog.Empty), [rule], told, now, EntryLog.Empty, OtherSeries.None);
                (state, told) = (after.Commit.State, after.Told);
                var firing = state.Rules["r"];
                var highest = firing.Rungs.Select((rung, index) => rung.Phase == RungPhase.Firing ? (Core.Warnings.Severity?)rule.Ladder[index].Severity : null).Max();
                Assert.Equal(highest, firing.Told);
                foreach (var warning in after.Commit.Warnings)
                {
                    // At most one message of an episode at a time, so that each stands for the whole ladder.
                    if (warning.Kind is not TransitionKind.Resolved and not TransitionKind.Corrected)
                        Assert.Equal(highest, warning.Severity);
                    Assert.True(warning.Kind is TransitionKind.Eased or TransitionKind.Resolved or TransitionKind.Corrected or TransitionKind.Opened || !(warning.Severity < known), warning.Reason);
                    known = warning.Kind == TransitionKind.Resolved ? null : warning.Severity;
                }
            }
        }, iter: 300);
}
