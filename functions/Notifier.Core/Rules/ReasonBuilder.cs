using Notifier.Core.Indicators;
using Notifier.Core.Observations;

namespace Notifier.Core.Rules;

/// <summary>Gathers the comparisons that decided into one sentence with its observations and entries.</summary>
internal sealed class ReasonBuilder
{
    private readonly List<Phrase> _phrases = [];
    private readonly SortedSet<Observation> _observations = new(Comparer<Observation>.Create(static (left, right) => left.Period.CompareTo(right.Period)));
    private readonly SortedSet<string> _entries = new(StringComparer.Ordinal);
    private readonly SortedSet<CitedObservation> _cited = new(Comparer<CitedObservation>.Create(static (left, right) =>
        string.CompareOrdinal(left.Series, right.Series) is not 0 and var order ? order : left.Period.CompareTo(right.Period)));
    private Period? _enoughFrom;
    private Period? _oldestRead;

    public void Add(in ComparisonReading read, in Moment moment)
    {
        if (read.Measured.Status == ReadingStatus.Value && read.Limit.Status == ReadingStatus.Value)
        {
            Say(Numbers(read, moment));
            Reach(read.Comparison.Indicator, read.Measured, moment);
            if (read.Comparison.LimitIndicator is { } limit)
                Reach(limit, read.Limit, moment);
        }
        else
        {
            SayMissing(read);
        }

        Cite(read.Measured);
        Cite(read.Limit);
    }

    public void Say(Phrase phrase)
    {
        if (!_phrases.Contains(phrase))
            _phrases.Add(phrase);
    }

    private void SayMissing(in ComparisonReading read)
    {
        if (read.Measured.Status != ReadingStatus.Value)
            Say(Missing(read.Comparison.Indicator, read.Measured));
        if (read.Limit.Status != ReadingStatus.Value)
            Say(Missing(read.Comparison.LimitIndicator!, read.Limit));
    }

    private void Cite(in Reading reading)
    {
        if (reading.Basis is { } basis)
            _observations.Add(basis);
        _cited.UnionWith(reading.Cited ?? []);
        _entries.UnionWith(reading.Entries ?? []);
        if (reading.EnoughFrom is { } enough && (_enoughFrom is null || enough > _enoughFrom))
            _enoughFrom = enough;
    }

    /// <summary>How far back the numbers look: to what they were measured against, else as far as they read.</summary>
    private void Reach(Indicator indicator, in Reading reading, in Moment moment)
    {
        if (moment.History.TakenOut.Count == 0)
            return;
        var isOfAll = indicator is { Reach.Kind: WindowKind.All } or GridIndicator { Inner.Reach.Kind: WindowKind.All };
        var oldest = reading.Basis?.Period ?? (isOfAll ? moment.History[0].Period : indicator.OldestRead(moment));
        if (oldest < _oldestRead || _oldestRead is null)
            _oldestRead = oldest;
    }

    public Evaluation Build(EvaluationOutcome outcome, in Moment moment)
    {
        if (RollWords.Of(moment, _oldestRead) is { } rolls)
            Say(rolls);
        if (!moment.IsEmpty)
            _observations.Add(moment.Newest);
        var (english, chinese) = Phrase.Joined(_phrases);
        return new(outcome, english, [.. _observations], [.. _entries], _enoughFrom, _cited.Count > 0 ? [.. _cited] : null, chinese);
    }

    /// <summary>Where the limit is an indicator its number stands in the limit's place, and its name behind.</summary>
    private static Phrase Numbers(in ComparisonReading read, in Moment moment)
    {
        var (comparison, limit, measured) = (read.Comparison, read.Limit.Number, Readable(read.Measured, moment));
        if (comparison.LimitIndicator is null)
            return comparison.Indicator.Describe(measured, moment, limit, comparison.LimitText);
        limit = NumberText.Rounded(limit, read.Measured.Number);
        var (english, chinese) = comparison.Indicator.Describe(measured, moment, limit, NumberText.Plain(limit));
        return new($"{english} ({comparison.LimitText})", $"{chinese}（{comparison.LimitText}）");
    }

    /// <summary>A price at the level of a later contract is computed, and has more digits than say anything.</summary>
    private static Reading Readable(in Reading reading, in Moment moment)
    {
        if (reading.Basis is not { } basis || !moment.History.TakenOut.Any(roll => roll.At > basis.Period))
            return reading;
        return reading with { Basis = basis with { Value = NumberText.Rounded(basis.Value, 0) } };
    }

    private static Phrase Missing(Indicator indicator, in Reading reading) => reading.Status switch
    {
        ReadingStatus.InsufficientHistory => reading.EnoughFrom is { } from
            ? new($"{indicator}: the history is too short, enough from {from}", $"{indicator}：历史数据不足，自{from}起足够")
            : new($"{indicator}: the history is too short", $"{indicator}：历史数据不足"),
        _ => new($"{indicator}: {reading.Cause!.English}", $"{indicator}：{reading.Cause.Chinese}"),
    };
}
