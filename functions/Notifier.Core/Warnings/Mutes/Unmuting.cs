using Notifier.Core.Episodes;
using Notifier.Core.Indicators;

namespace Notifier.Core.Warnings.Mutes;

/// <summary>
/// What is told of an episode when its mute ends: the net change against what people know, as one message under the id of the newest
/// warning that was held.
/// <list type="bullet">
/// <item>It ended: told where anything of it was told before, else there is nothing to tell.</item>
/// <item>It is open and nobody knows of it: told as opened, at the severity that it has now.</item>
/// <item>It is open and its severity is another than people know: told as escalated or eased.</item>
/// <item>It is as people know it: nothing, save for a correction, or where it worsened after it was acknowledged.</item>
/// </list>
/// </summary>
public static class Unmuting
{
    /// <summary>More is not told in one message; the newest stay.</summary>
    private const int MostTransitions = 50;

    /// <param name="held">Of one episode, by rising sequence, since the last one told; at least one.</param>
    /// <param name="told">The last warning of the episode that was told; null where none was.</param>
    /// <param name="kind">Of the mute: <see cref="WarningMute.Silence"/> or <see cref="WarningMute.Inhibition"/>.</param>
    /// <param name="since">When the first of them was held back.</param>
    /// <returns>Null where nothing is left to tell.</returns>
    public static Warning? Net(IReadOnlyList<Warning> held, Warning? told, string kind, DateTimeOffset since)
    {
        var newest = held[^1];
        if (Ended(newest))
            return told is null ? null : Late(newest with { Peak = told.Peak, Transitions = Together(held) }, kind, since);
        if (EpisodeRecorder.Change(told?.Severity, newest.Severity) is { } change)
            return Late(newest with { Kind = change, AlreadySince = change == TransitionKind.Opened ? Since(held) : null, Transitions = Together(held) }, kind, since);
        if (newest.Kind == TransitionKind.Corrected)
            return Late(newest, kind, since);
        return held.LastOrDefault(warning => warning.WorsenedBy is not null) is { } worse
            ? Late(newest with { Kind = TransitionKind.Reminder, WorsenedBy = worse.WorsenedBy, Reason = worse.Reason, ReasonZh = worse.ReasonZh }, kind, since)
            : null;
    }

    /// <summary>Whether nothing fires after it: a correction may say so too, followed by its resolution.</summary>
    public static bool Ended(Warning warning) => warning.Kind == TransitionKind.Resolved
        || (warning.Kind == TransitionKind.Corrected && warning.Transitions is [.., { Kind: TransitionKind.Resolved }]);

    private static Observations.Period? Since(IReadOnlyList<Warning> held) => held.FirstOrDefault(warning => warning.AlreadySince is not null)?.AlreadySince;

    private static IReadOnlyList<Transition> Together(IReadOnlyList<Warning> held) =>
        [.. held.SelectMany(warning => warning.Transitions).DistinctBy(transition => transition.Sequence).TakeLast(MostTransitions)];

    private static Warning Late(Warning warning, string kind, DateTimeOffset since)
    {
        var day = Observations.Period.From(DateOnly.FromDateTime(since.UtcDateTime));
        var why = kind == WarningMute.Silence
            ? new Phrase($"a silence held this back since {day}", $"自{day}起因静默暂缓，现补发")
            : new Phrase($"held back since {day} while another warning stood in for it", $"自{day}起因另一预警代为提示而暂缓，现补发");
        return warning with { Reason = $"{warning.Reason} ({why.English})", ReasonZh = $"{warning.ReasonZh ?? warning.Reason}（{why.Chinese}）" };
    }
}
