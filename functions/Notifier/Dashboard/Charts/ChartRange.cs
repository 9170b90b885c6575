using System.Diagnostics.CodeAnalysis;

namespace Notifier.Dashboard.Charts;

/// <summary>How far back a chart reaches, counted from its newest observation.</summary>
/// <param name="Years">Null = everything.</param>
internal sealed record ChartRange(string Name, int? Years)
{
    public static ChartRange Default { get; } = new("3y", 3);

    public static IReadOnlyList<ChartRange> All { get; } = [new("1y", 1), Default, new("10y", 10), new("all", null)];

    /// <param name="text">Null and empty are the default.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ChartRange? range)
    {
        range = string.IsNullOrEmpty(text) ? Default : All.FirstOrDefault(each => each.Name == text);
        return range is not null;
    }
}
