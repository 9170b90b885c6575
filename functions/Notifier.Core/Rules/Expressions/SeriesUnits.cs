namespace Notifier.Core.Rules.Expressions;

/// <summary>The units of the series that a rule names, as far as they are known; an empty unit was never declared.</summary>
internal sealed record SeriesUnits(IReadOnlyList<(string Series, string Unit)> Known)
{
    public static SeriesUnits Unknown { get; } = new([]);

    public (string Series, string Unit)? FirstOtherThan(string unit)
    {
        foreach (var known in Known)
        {
            if (known.Unit != unit)
                return known;
        }

        return null;
    }

    public (string Series, string Unit)? FirstDeclaredOtherThan(string unit) =>
        new SeriesUnits([.. Known.Where(known => known.Unit.Length > 0)]).FirstOtherThan(unit);

    public bool AreMixed => Known.Count > 1 && FirstOtherThan(Known[0].Unit) is not null;
}
