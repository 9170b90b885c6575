using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Expressions;

/// <summary>What a condition is judged against.</summary>
internal sealed record ExpressionScope(IReadOnlyList<IndicatorSyntax> Catalog, SeriesUnits Units, FindingLog Findings)
{
    /// <summary>The ids that the rule applies to, and prefixes with <c>*</c>.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary>Whether a rule is read, which must not look ahead, and not an indicator to be inspected.</summary>
    public bool IsRule { get; init; }

    /// <summary>Unit of a series, null where the series is unknown; without the function they are not judged.</summary>
    public Func<string, string?>? SeriesUnit { get; init; }

    /// <summary>Frequency of a series, null where it is not known.</summary>
    public Func<string, Frequency?>? SeriesFrequency { get; init; }

    public IndicatorSyntax? Find(string name) => Catalog.FirstOrDefault(syntax => syntax.Name == name);
}
