using Notifier.Core.Indicators;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Expressions;

/// <summary>What a condition is judged against.</summary>
internal sealed record ExpressionScope(IReadOnlyList<IndicatorSyntax> Catalog, SeriesUnits Units, FindingLog Findings)
{
    public IndicatorSyntax? Find(string name) => Catalog.FirstOrDefault(syntax => syntax.Name == name);
}
