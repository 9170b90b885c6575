using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>What <c>gap</c>, <c>spread</c> and <c>ratio</c> share: this series measured against another one at the same time.</summary>
public abstract class OtherIndicator(string other) : Indicator
{
    protected static IndicatorParameter Parameter { get; } = new("other", ArgumentKind.Series);

    public override IEnumerable<string> OtherIds => [other];

    public sealed override Reading Read(in Moment moment)
    {
        if (moment.IsEmpty)
            return Reading.NoObservation;
        if (moment.Series.Id == other)
            return Reading.Error($"'{other}' is compared with itself", $"{other}与自身比较");
        return (moment.Others ?? OtherSeries.None).TryRead(other, moment.At, out var theirs, out var missing)
            ? Measure(moment, theirs)
            : missing;
    }

    /// <param name="theirs">The other series at the time of <paramref name="ours"/>; not empty.</param>
    protected abstract Reading Measure(in Moment ours, in Moment theirs);

    /// <summary>The other's observations of a reading, for its reason (<see cref="SeriesName.Cited"/>).</summary>
    protected Phrase Theirs(in Reading reading, in Moment moment)
    {
        (moment.Others ?? OtherSeries.None).TryRead(other, moment.At, out var theirs, out _);
        var cited = reading.Cited![^1];
        return SeriesName.Cited(other, NumberText.Value(cited.Value, theirs.Series.Unit), cited.Period);
    }
}
