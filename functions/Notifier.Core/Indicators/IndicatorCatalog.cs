namespace Notifier.Core.Indicators;

/// <summary>All indicators that a rule may name.</summary>
public static class IndicatorCatalog
{
    public static IReadOnlyList<IndicatorSyntax> All { get; } = [];

    public static IndicatorSyntax? Find(string name) => All.FirstOrDefault(syntax => syntax.Name == name);
}
