using Notifier.Core.Indicators;
using Notifier.Core.Observations;

namespace Notifier.Core.Rules;

/// <summary>Gathers the comparisons that decided into one sentence with its observations and entries.</summary>
internal sealed class ReasonBuilder
{
    private readonly List<string> _phrases = [];
    private readonly SortedSet<Observation> _observations = new(Comparer<Observation>.Create(static (left, right) => left.Period.CompareTo(right.Period)));
    private readonly SortedSet<string> _entries = new(StringComparer.Ordinal);
    private Period? _enoughFrom;

    public void Add(Comparison comparison, in Reading reading, in Moment moment)
    {
        var phrase = Phrase(comparison, reading, moment);
        if (!_phrases.Contains(phrase))
            _phrases.Add(phrase);
        if (reading.Basis is { } basis)
            _observations.Add(basis);
        _entries.UnionWith(reading.Entries ?? []);
        if (reading.EnoughFrom is { } enough && (_enoughFrom is null || enough > _enoughFrom))
            _enoughFrom = enough;
    }

    public Evaluation Build(EvaluationOutcome outcome, in Moment moment)
    {
        if (!moment.IsEmpty)
            _observations.Add(moment.Newest);
        return new(outcome, string.Join("; ", _phrases), [.. _observations], [.. _entries], _enoughFrom);
    }

    private static string Phrase(Comparison comparison, in Reading reading, in Moment moment) => reading.Status switch
    {
        ReadingStatus.Value => comparison.Indicator.Describe(reading, moment, comparison.Limit, comparison.LimitText),
        ReadingStatus.InsufficientHistory => reading.EnoughFrom is { } from
            ? $"{comparison.Indicator}: the history is too short, enough from {from}"
            : $"{comparison.Indicator}: the history is too short",
        _ => $"{comparison.Indicator}: {reading.Detail}",
    };
}
