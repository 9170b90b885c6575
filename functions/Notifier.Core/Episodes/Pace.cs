using System.Globalization;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Episodes;

/// <summary>
/// When a rung that fires leads to the next one: <c>at this pace ×2 in about 35 days (20–80)</c>. The pace is the logarithmic growth over
/// the window of the condition's own <c>change</c> or <c>logreturn</c>, else over a quarter of its multiple's window; time and band are
/// those of <c>timeto</c>. Nothing is said of what is more than two years away, or where nothing grows.
/// </summary>
internal static class Pace
{
    /// <summary>The evaluation of a rung with the pace behind its numbers.</summary>
    public static Evaluation Added(Evaluation evaluation, Rule rule, Rung rung, in Moment moment) =>
        Of(rule, rung, moment) is { } pace ? evaluation.Saying(Phrase.Joined([evaluation.Said, pace])) : evaluation;

    /// <returns>Null where there is nothing to be said.</returns>
    public static Phrase? Of(Rule rule, Rung rung, in Moment moment)
    {
        if (moment.IsEmpty || Milestone.Of(rule, rung, moment) is not { } goal || (GrowthOf(rung.When, moment) ?? goal.Usual) is not { } growth)
            return null;
        var timeTo = new TimeToIndicator(goal.Value, "", growth.Window);
        var reading = timeTo.Read(growth.Moment);
        var frequency = growth.Moment.Series.Frequency;
        return reading is { Status: ReadingStatus.Value, Number: > 0 and var time } && time <= TwoYears(frequency)
            ? Said(goal.Name, time, frequency, timeTo.Band(growth.Moment))
            : null;
    }

    private static Phrase Said(Phrase goal, double time, Frequency frequency, ArrivalBand? band)
    {
        var (number, unit) = (Rough(time), PeriodWords.Of(frequency));
        // A growth without scatter has a band without width, which says nothing.
        var (english, chinese) = band is { } width && !(width.Latest is { } latest && Rough(width.Earliest) == Rough(latest)) ? width.Said(Rough) : Phrase.Same("");
        return new(
            $"at this pace {goal.English} in about {number} {(number == "1" ? unit.English.TrimEnd('s') : unit.English)}{english}",
            $"按此速度约{number}{unit.Chinese}后达到{goal.Chinese}{chinese}");
    }

    /// <summary>The first window of growth that the condition reads, with the moment it is read at.</summary>
    private static GrowthWindow? GrowthOf(Condition condition, in Moment moment)
    {
        foreach (var indicator in condition.Indicators())
        {
            if (indicator is GrowthIndicator { Reach: { } window })
                return new(window, moment);
            if (indicator is GridIndicator { Inner: GrowthIndicator { Reach: { } inner } } grid && grid.Reads(moment))
                return new(inner, grid.Coarse(moment));
        }

        return null;
    }

    /// <summary>Whole days from ten on, tenths below: an estimate is not told to the hour.</summary>
    private static string Rough(double time) =>
        time >= 9.95 ? time.ToString("#,0", CultureInfo.InvariantCulture) : Math.Max(time, 0.1).ToString("0.#", CultureInfo.InvariantCulture);

    private static double TwoYears(Frequency frequency) => frequency switch
    {
        Frequency.Weekly => 104,
        Frequency.Monthly => 24,
        Frequency.Quarterly => 8,
        Frequency.Yearly => 2,
        _ => 730,
    };
}

/// <summary>A window of growth and where it is read: on a grid the moment is that of the grid.</summary>
internal readonly record struct GrowthWindow(Window Window, Moment Moment);
