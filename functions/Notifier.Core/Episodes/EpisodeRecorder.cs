using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Episodes;

/// <summary>One recorded transition with the episode it belongs to and what its verdict rests on.</summary>
/// <param name="Episode">The episode after the transition.</param>
/// <param name="Quiet">Recorded, but not told.</param>
internal sealed record RecordedTransition(
    Transition Transition, EpisodeState Episode, IReadOnlyList<Observation> Observations, IReadOnlyList<string> Entries, IReadOnlyList<CitedObservation>? Cited, bool Quiet);

/// <summary>Compares the ladder with what was recorded last and records the difference: the one place where transitions arise.</summary>
/// <param name="next">Gives the number of a new episode.</param>
/// <param name="acknowledged">Who saw the open episode: up and down below what was seen is recorded and not told.</param>
internal sealed class EpisodeRecorder(EpisodeState episode, Func<int> next, Acknowledgement? acknowledged = null)
{
    private readonly List<RecordedTransition> _recorded = [];

    public EpisodeState Episode { get; private set; } = episode;

    /// <summary>Null once the episode ended or rose above what was seen.</summary>
    public Acknowledgement? Acknowledged { get; private set; } = acknowledged;

    public IReadOnlyList<RecordedTransition> Recorded => _recorded;

    /// <summary>What a comparison of two severities is called; null where nothing changed.</summary>
    public static TransitionKind? Change(Severity? before, Severity? after) =>
        before == after ? null
        : before is null ? TransitionKind.Opened
        : after is null ? TransitionKind.Resolved
        : after > before ? TransitionKind.Escalated
        : TransitionKind.Eased;

    /// <param name="severity">The severity now; null where nothing fires any more, then the transition keeps the one it had last.</param>
    /// <param name="quietly">An opening that must not be told.</param>
    public void Record(TransitionKind kind, Severity? severity, Evaluation evaluation, Period at, double value, Period? alreadySince = null, bool quietly = false)
    {
        var worse = severity > Episode.Told;
        var seen = kind is (TransitionKind.Escalated or TransitionKind.Eased) && severity <= Acknowledged?.Severity;
        Episode = kind == TransitionKind.Opened
            ? new(next(), 1, severity, severity, at, quietly)
            : Episode with
            {
                // What is not told takes no number: a hole would be a message that was lost.
                Sequence = Episode.Sequence + (seen ? 0 : 1),
                Peak = severity > Episode.Peak ? severity : Episode.Peak,
                Quiet = Episode.Quiet && !worse,
            };
        var shown = severity ?? Episode.Told!.Value;
        // A correction that ends the episode is followed by its resolution, which takes the severity away.
        if (kind is not TransitionKind.Corrected || severity is not null)
            Episode = Episode with { Told = severity };
        if (kind == TransitionKind.Opened || severity is null || severity > Acknowledged?.Severity)
            Acknowledged = null;
        var transition = new Transition(Episode.Sequence, kind, shown, at, value, evaluation.Reason, alreadySince, evaluation.ReasonZh);
        _recorded.Add(new(transition, Episode, evaluation.Observations, evaluation.Entries, evaluation.Cited, Episode.Quiet || seen));
    }
}
