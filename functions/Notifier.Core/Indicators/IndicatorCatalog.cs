using Notifier.Core.Indicators.Bubbles;
using Notifier.Core.Indicators.Control;
using Notifier.Core.Indicators.Seasonal;

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
        ZScoreIndicator.Syntax,
        MadzIndicator.Syntax,
        EwmaIndicator.Syntax,
        CusumIndicator.Syntax,
        PageHinkleyIndicator.Syntax,
        BollingerIndicator.Syntax,
        DonchianIndicator.Syntax,
        VolatilityIndicator.Syntax,
        AlpsIndicator.Syntax,
        IpaIndicator.Syntax,
        BsadfIndicator.Syntax,
        CriticalIndicator.Syntax,
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
