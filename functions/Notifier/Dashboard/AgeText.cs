using System.Globalization;

namespace Notifier.Dashboard;

/// <summary>How long ago something was, as a person says it.</summary>
internal static class AgeText
{
    public static string Of(TimeSpan age) => age.TotalSeconds switch
    {
        < 60 => "just now",
        < 3_600 => Count((int)age.TotalMinutes, "minute"),
        < 86_400 => Count((int)age.TotalHours, "hour"),
        _ => Count((int)age.TotalDays, "day"),
    };

    private static string Count(int count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {unit}{(count == 1 ? "" : "s")} ago");
}
