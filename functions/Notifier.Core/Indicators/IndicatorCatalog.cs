namespace Notifier.Core.Indicators;

/// <summary>All indicators that a rule may name: one line each.</summary>
public static class IndicatorCatalog
{
    public static IReadOnlyList<IndicatorSyntax> All { get; } =
    [
        ValueIndicator.Syntax,
        ChangeIndicator.Syntax,
        LogReturnIndicator.Syntax,
        MultipleIndicator.Syntax,
        DrawdownIndicator.Syntax,
        RunupIndicator.Syntax,
        AgeIndicator.Syntax,
        CountIndicator.Syntax,
        TimeToIndicator.Syntax,
        GapIndicator.Syntax,
        SpreadIndicator.Syntax,
        RatioIndicator.Syntax,
        VoteIndicator.Syntax,
        GridIndicator.Weekly,
        GridIndicator.Monthly,
    ];

    public static IndicatorSyntax? Find(string name) => All.FirstOrDefault(syntax => syntax.Name == name);
}
