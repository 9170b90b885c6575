using Notifier.Core.Warnings.Mutes;
using Notifier.Episodes;

namespace Notifier.Silences;

/// <summary>
/// The open episodes that inhibitions look at: asked for only where a warning matches a target, and read at most every five seconds,
/// so that a thousand warnings at once cost one reading. Of those that match no source nothing is kept.
/// </summary>
internal sealed class OpenSources(EpisodeReader episodes, TimeProvider time)
{
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    /// <summary>More than this many at once no inhibition looks at: by then everything fires.</summary>
    public const int Most = 5_000;

    private volatile Reading? _last;

    /// <param name="inhibitions">All that there are.</param>
    public async Task<IReadOnlyList<MuteSubject>> ReadAsync(IReadOnlyList<Inhibition> inhibitions, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (_last is { } last && ReferenceEquals(last.For, inhibitions) && now - last.Read is { } age && age >= TimeSpan.Zero && age < Age)
            return last.Open;
        var open = await episodes.OpenAsync(cancellation)
            .Select(Subject)
            .Where(subject => inhibitions.Any(inhibition => inhibition.Source.Matches(subject)))
            .Take(Most)
            .ToListAsync(cancellation);
        _last = new(now, inhibitions, open);
        return open;
    }

    private static MuteSubject Subject(OpenEpisode episode) =>
        new(episode.Id, episode.Rule, episode.Series.Id, episode.Severity, episode.Topics, episode.Tags);

    private sealed record Reading(DateTimeOffset Read, IReadOnlyList<Inhibition> For, IReadOnlyList<MuteSubject> Open);
}
