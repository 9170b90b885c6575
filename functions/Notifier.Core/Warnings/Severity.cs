namespace Notifier.Core.Warnings;

/// <summary>
/// The words of the OASIS Common Alerting Protocol 1.2, shown in the four colours of China's national warning scale
/// (blue, yellow, orange, red). Ordered: a higher value is worse.
/// </summary>
public enum Severity
{
    Minor = 1,
    Moderate = 2,
    Severe = 3,
    Extreme = 4,
}

public static class SeverityText
{
    /// <summary>The word in JSON, rules and lines: <c>minor</c>, <c>moderate</c>, <c>severe</c>, <c>extreme</c>.</summary>
    public static string Word(this Severity severity) => severity switch
    {
        Severity.Minor => "minor",
        Severity.Moderate => "moderate",
        Severity.Severe => "severe",
        Severity.Extreme => "extreme",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "not a severity"),
    };

    public static string Color(this Severity severity) => severity switch
    {
        Severity.Minor => "blue",
        Severity.Moderate => "yellow",
        Severity.Severe => "orange",
        Severity.Extreme => "red",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "not a severity"),
    };

    /// <summary>The colour of China's national warning scale: <c>蓝色</c>, <c>黄色</c>, <c>橙色</c>, <c>红色</c>.</summary>
    public static string Chinese(this Severity severity) => severity switch
    {
        Severity.Minor => "蓝色",
        Severity.Moderate => "黄色",
        Severity.Severe => "橙色",
        Severity.Extreme => "红色",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "not a severity"),
    };

    public static bool TryParse(string? word, out Severity severity)
    {
        severity = word switch
        {
            "minor" => Severity.Minor,
            "moderate" => Severity.Moderate,
            "severe" => Severity.Severe,
            "extreme" => Severity.Extreme,
            _ => default,
        };
        return severity != default;
    }
}
