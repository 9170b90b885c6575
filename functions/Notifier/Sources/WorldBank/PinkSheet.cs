using System.Globalization;
using System.Text.RegularExpressions;

namespace Notifier.Sources.WorldBank;

/// <summary>
/// The sheet of monthly prices: some lines of title, a row of names, a row of units, and a row a month (<c>1960M01</c>); <c>…</c> or
/// <c>..</c> where there is no price.
/// </summary>
internal static partial class PinkSheet
{
    /// <returns>What was found and how many months there are, or what is wrong, without the name of the source.</returns>
    public static (ReadingBuilder? Found, int Months, string? Problem) Read(SourceDefinition definition, IReadOnlyList<IReadOnlyDictionary<int, string>> rows, DateOnly? from, string host)
    {
        var first = Enumerable.Range(0, rows.Count).FirstOrDefault(at => IsMonth(rows[at]), -1);
        var units = first < 0 ? -1 : Enumerable.Range(0, first).LastOrDefault(at => rows[at].Values.Any(text => text.TrimStart().StartsWith('(')), -1);
        if (units < 1)
            return (null, 0, "the sheet has no rows of names, units and months");
        var months = rows.Skip(first).Where(IsMonth).ToList();
        var found = new ReadingBuilder(definition);
        foreach (var series in definition.Series)
        {
            // A name that is not there leaves its series without a date, and is told by that.
            foreach (var column in rows[units - 1].Where(cell => Name(cell.Value).Equals(Name(series.Symbol!), StringComparison.OrdinalIgnoreCase)).Select(cell => cell.Key).Take(1))
            {
                if (StatedUnit.Mismatch(rows[units].GetValueOrDefault(column), series.Unit) is { } mismatch)
                    found.Refuse(series, new(SourceFailureReason.WrongUnit, $"{host} ({series.Symbol}): {mismatch}"));
                foreach (var month in months)
                    found.Add(series, month[0].Trim(), month.GetValueOrDefault(column) ?? "", () => string.Create(CultureInfo.InvariantCulture, $"{series.Symbol} {month[0]}"), from);
            }
        }

        return (found, months.Count, null);
    }

    private static bool IsMonth(IReadOnlyDictionary<int, string> row) => row.TryGetValue(0, out var text) && Month().IsMatch(text.Trim());

    /// <summary>Without the asterisks that lead to footnotes.</summary>
    private static string Name(string text) => text.Trim().TrimEnd('*', ' ');

    [GeneratedRegex(@"\A[0-9]{4}M[0-9]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Month();
}
