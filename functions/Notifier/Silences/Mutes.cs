using Notifier.Core.Warnings;
using Notifier.Core.Warnings.Mutes;
using Notifier.Deliveries;

namespace Notifier.Silences;

/// <summary>
/// Whether a warning is muted. Asked by the first step of a dispatch: the verdict is recorded with the warning and so made once; then
/// the warning is noted under its mute; only then its outbox row goes.
/// </summary>
internal sealed class Mutes(MuteSnapshots snapshots, OpenSources sources, MuteNotes notes, SilenceStore silences, WarningStore warnings, TimeProvider time)
{
    /// <returns>The mute that holds it, or that held the episode until now and whose end is still to be told; null where none does.</returns>
    public async Task<WarningMute?> JudgeAsync(Warning warning, CancellationToken cancellation)
    {
        var (known, subject) = (await snapshots.ReadAsync(cancellation), MuteSubject.Of(warning));
        return await JudgeAsync(known, subject, cancellation)
            ?? (known.HasNotes ? await PendingAsync(known, subject, cancellation) : null);
    }

    /// <returns>The mute that holds it now: of several silences the one that ends last, before any inhibition.</returns>
    public async Task<WarningMute?> JudgeAsync(MuteSnapshot known, MuteSubject subject, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (known.Silences.Where(silence => silence.Covers(subject, now)).OrderByDescending(silence => silence.Ends).ThenBy(silence => silence.Id, StringComparer.Ordinal).FirstOrDefault() is { } silence)
            return new(WarningMute.Silence, silence.Id, silence.Author, silence.Comment, silence.Ends, now);
        var inhibiting = known.Inhibitions.Where(inhibition => inhibition.Target.Matches(subject)).ToList();
        if (inhibiting.Count == 0)
            return null;
        var open = await sources.ReadAsync(known.Inhibitions, cancellation);
        return inhibiting.Find(inhibition => open.Any(source => inhibition.Mutes(source, subject))) is { } found
            ? new(WarningMute.Inhibition, found.Id, found.Author, found.Comment, null, now)
            : null;
    }

    /// <summary>
    /// Between the end of a mute and the sweep that tells what is left, a warning of the episode waits for that sweep: else the end of
    /// something would be told whose beginning nobody was told. What a mute lets through by its severity does not wait.
    /// </summary>
    private async Task<WarningMute?> PendingAsync(MuteSnapshot known, MuteSubject subject, CancellationToken cancellation)
    {
        if (await notes.FindAsync(subject.Episode, cancellation) is not { } note || IsLetThrough(note, known, subject))
            return null;
        return (await warnings.ReadAsync(note.NewestWarning, cancellation))?.Mute is { } mute ? mute with { Since = time.GetUtcNow(), Told = null } : null;
    }

    private bool IsLetThrough(MuteNote note, MuteSnapshot known, MuteSubject subject) => note.Kind == WarningMute.Silence
        ? known.Silences.Any(silence => silence.Id == note.Id && silence.StateAt(time.GetUtcNow()) == SilenceState.Active)
        : known.Inhibitions.Any(inhibition => inhibition.Id == note.Id && !inhibition.Target.Matches(subject));

    /// <summary>Remembers a warning with its mute, so that what is left of it is told at the mute's end. Again is fine.</summary>
    public async Task NoteAsync(Warning warning, WarningMute mute, CancellationToken cancellation)
    {
        await notes.AddAsync(mute.Kind, mute.Id, warning, cancellation);
        snapshots.Forget();
    }

    /// <summary>For who asks why a warning was not told: the mute that held it, with the silence's end as it is now.</summary>
    /// <returns>Null where none held it, or there is no such warning. One with <see cref="WarningMute.Told"/> was told after all.</returns>
    public async Task<WarningMute?> HeldByAsync(string warningId, CancellationToken cancellation)
    {
        if ((await warnings.FindAsync(warningId, cancellation))?.Mute is not { } mute)
            return null;
        return mute.Kind == WarningMute.Silence && await silences.FindAsync(mute.Id, cancellation) is { } stored
            ? mute with { Until = stored.Silence.Ends }
            : mute;
    }
}
