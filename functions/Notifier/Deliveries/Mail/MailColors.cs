using Notifier.Core.Warnings;

namespace Notifier.Deliveries.Mail;

/// <summary>The colours of the mails. Each is seen on white and on black; words beside it say the same for whoever sees no colour.</summary>
internal static class MailColors
{
    /// <summary>The ground of a button.</summary>
    public const string Button = "#1f5fbf";

    /// <summary>The line of a chart.</summary>
    public const string Line = "#64748b";

    /// <summary>The lines behind it.</summary>
    public const string Grid = "#808080";

    /// <summary>The letters on a button.</summary>
    public const string ButtonLetters = "#ffffff";

    /// <summary>A severity's ground and the letters on it. Null when all is clear.</summary>
    public static (string Ground, string Letters) Badge(Severity? severity) => severity switch
    {
        null => ("#1a7f37", "#ffffff"),
        Severity.Minor => ("#1f5fbf", "#ffffff"),
        Severity.Moderate => ("#f2c200", "#1a1a1a"),
        Severity.Severe => ("#f07f13", "#1a1a1a"),
        _ => ("#c11f2b", "#ffffff"),
    };

    /// <summary>A severity as a line in a picture.</summary>
    public static string Stroke(Severity severity) => severity switch
    {
        Severity.Minor => "#2f7dd1",
        Severity.Moderate => "#c79400",
        Severity.Severe => "#e8720c",
        _ => "#d22f2f",
    };
}
