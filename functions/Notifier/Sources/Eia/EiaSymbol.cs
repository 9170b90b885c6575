using System.Text.RegularExpressions;
using Notifier.Core.Observations;

namespace Notifier.Sources.Eia;

/// <summary>
/// A series of EIA: the route of its data set, and behind a question mark the facets that leave one series of it, for example
/// <c>petroleum/pri/spt?series=RBRTE</c>. The column is <c>value</c>, or the one that <c>data=</c> names.
/// </summary>
internal sealed partial record EiaSymbol(string Route, IReadOnlyList<(string Name, string Value)> Facets, string Column)
{
    private const string Data = "data";

    public string UnitColumn => Column == "value" ? "units" : Column + "-units";

    /// <summary>The query that leaves one series of the data set, oldest first.</summary>
    public string Query(Frequency frequency) => string.Join('&', Facets
        .Select(facet => $"facets%5B{facet.Name}%5D%5B%5D={Uri.EscapeDataString(facet.Value)}")
        .Prepend($"data%5B0%5D={Column}")
        .Prepend($"frequency={Word(frequency)}")
        .Append("sort%5B0%5D%5Bcolumn%5D=period&sort%5B0%5D%5Bdirection%5D=asc"));

    /// <summary>Null where EIA has no such data, or where this kind does not read it.</summary>
    public static string? Word(Frequency frequency) => frequency switch
    {
        Frequency.Daily => "daily",
        Frequency.Weekly => "weekly",
        Frequency.Monthly => "monthly",
        Frequency.Quarterly => "quarterly",
        Frequency.Yearly => "annual",
        _ => null,
    };

    /// <summary>Null where the text is none.</summary>
    public static EiaSymbol? Parse(string? text)
    {
        if (text is null || !Form().IsMatch(text))
            return null;
        var parts = text.Split('?');
        var pairs = parts[1].Split('&').Select(pair => pair.Split('=')).Select(pair => (Name: pair[0], Value: pair[1])).ToList();
        var facets = pairs.Where(pair => pair.Name != Data).ToList();
        return facets.Count == 0 ? null : new(parts[0], facets, pairs.Find(pair => pair.Name == Data).Value ?? "value");
    }

    [GeneratedRegex(@"\A[a-z0-9-]+(?:/[a-z0-9-]+)*\?[A-Za-z0-9_-]+=[A-Za-z0-9_.:-]+(?:&[A-Za-z0-9_-]+=[A-Za-z0-9_.:-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
