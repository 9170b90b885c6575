namespace Notifier.Core.Episodes;

/// <summary>
/// What changed in an episode. <see cref="Reminder"/> is told without a change: the sweep makes it, a backtest never lists it.
/// </summary>
public enum TransitionKind
{
    Opened,
    Escalated,
    Eased,
    Resolved,
    Corrected,
    Reminder,
}

public static class TransitionKindText
{
    public static string Word(this TransitionKind kind) => kind switch
    {
        TransitionKind.Opened => "opened",
        TransitionKind.Escalated => "escalated",
        TransitionKind.Eased => "eased",
        TransitionKind.Resolved => "resolved",
        TransitionKind.Corrected => "corrected",
        TransitionKind.Reminder => "reminder",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind"),
    };

    /// <summary>As China's national warning scale says it.</summary>
    public static string Chinese(this TransitionKind kind) => kind switch
    {
        TransitionKind.Opened => "发布",
        TransitionKind.Escalated => "升级",
        TransitionKind.Eased => "降级",
        TransitionKind.Resolved => "解除",
        TransitionKind.Corrected => "更正",
        TransitionKind.Reminder => "提醒",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind"),
    };

    public static bool TryParse(string? word, out TransitionKind kind)
    {
        foreach (var candidate in Enum.GetValues<TransitionKind>())
        {
            if (candidate.Word() == word)
            {
                kind = candidate;
                return true;
            }
        }

        kind = default;
        return false;
    }
}
