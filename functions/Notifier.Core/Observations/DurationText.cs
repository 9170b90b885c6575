using System.Globalization;

namespace Notifier.Core.Observations;

/// <summary>Durations as people write them in rules: <c>90d</c>, <c>2w</c>, <c>12h</c>, <c>30m</c>, <c>45s</c>.</summary>
public static class DurationText
{
    public const string Form = "a whole number with s, m, h, d or w, for example 90d";

    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 2 || !long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        long seconds = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86_400, 'w' => 604_800, _ => 0 };
        // 100 years: beyond any history, and far from the overflow of TimeSpan.
        if (seconds == 0 || count > 3_155_760_000L / seconds)
            return false;
        duration = TimeSpan.FromSeconds(count * seconds);
        return true;
    }

    public static string Format(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        var (count, unit) = seconds % 86_400 == 0 ? (seconds / 86_400, 'd')
            : seconds % 3600 == 0 ? (seconds / 3600, 'h')
            : seconds % 60 == 0 ? (seconds / 60, 'm')
            : (seconds, 's');
        return string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");
    }
}
