using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Indicators;

/// <summary>Reads indicators as they are written in rules.</summary>
internal static class Readings
{
    public static Indicator Indicator(string text)
    {
        var parsed = IndicatorExpression.Parse(text);
        Assert.Empty(parsed.Findings);
        return parsed.Indicator!;
    }

    public static History History(params (string Period, double Value)[] observations) =>
        new(observations.Select(observation => new Observation(Period.Parse(observation.Period), observation.Value)));

    /// <summary>The reading at the newest observation, or at a tick after it.</summary>
    public static Reading Newest(string text, Frequency frequency, History history, string? at = null, EntryLog? entries = null) =>
        Indicator(text).Read(Moment(frequency, history, at, entries));

    /// <summary>The reading as a rule sees it: with the gate on the length of the history.</summary>
    public static Reading Gated(string text, Frequency frequency, History history, string? at = null) =>
        IndicatorGate.Read(Indicator(text), Moment(frequency, history, at, null));

    public static IEnumerable<double?> All(string text, Frequency frequency, History history)
    {
        var indicator = Indicator(text);
        for (var index = 0; index < history.Count; index++)
        {
            var reading = indicator.Read(new Moment(new Series("s", "CNY/t", frequency), history, index, history[index].Period, EntryLog.Empty));
            yield return reading.Status == ReadingStatus.Value ? reading.Number : null;
        }
    }

    public static Moment Moment(Frequency frequency, History history, string? at = null, EntryLog? entries = null) => new(
        new Series("s", "CNY/t", frequency),
        history,
        history.Count - 1,
        at is not null ? Period.Parse(at) : history.Last.Period,
        entries ?? EntryLog.Empty);
}
