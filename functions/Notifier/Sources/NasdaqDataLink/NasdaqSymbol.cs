using System.Text.RegularExpressions;

namespace Notifier.Sources.NasdaqDataLink;

/// <summary>
/// A series of Nasdaq Data Link: a data set and one of its columns (<c>LME/PR_NI#Cash Buyer</c>; without a name the second), or a table
/// with the filters that leave one series of it, and its columns of date and value (<c>datatables/SMM/PRICES?code=LC#date,value</c>).
/// </summary>
/// <param name="Date">Null for a data set: the first column.</param>
/// <param name="Value">Null for the second column of a data set.</param>
internal sealed partial record NasdaqSymbol(string Code, string Filters, string? Date, string? Value)
{
    public bool IsTable => Date is not null;

    /// <summary>Null where the text is none.</summary>
    public static NasdaqSymbol? Parse(string? text)
    {
        if (text is null)
            return null;
        if (Table().Match(text) is { Success: true } table)
            return new(table.Groups[1].Value, table.Groups[2].Value, table.Groups[3].Value, table.Groups[4].Value);
        return Dataset().Match(text) is { Success: true } set
            ? new(set.Groups[1].Value, "", null, set.Groups[2].Success ? set.Groups[2].Value.Trim() : null)
            : null;
    }

    [GeneratedRegex(@"\A([A-Za-z0-9_]+/[A-Za-z0-9_]+)(?:#([^#]{1,100}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Dataset();

    [GeneratedRegex(@"\Adatatables/([A-Za-z0-9_]+/[A-Za-z0-9_]+)(?:\?([A-Za-z0-9_.]+=[A-Za-z0-9_.:-]+(?:&[A-Za-z0-9_.]+=[A-Za-z0-9_.:-]+)*))?#([A-Za-z0-9_]+),([A-Za-z0-9_]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Table();
}
