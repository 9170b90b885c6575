using System.Globalization;

namespace Notifier.Sources.Exchanges;

/// <summary>The list of one day: its contracts, judged by the totals that come with them.</summary>
/// <param name="Contracts">None on a day without trading, and before the list is published.</param>
/// <param name="Rows">How many rows came, totals included.</param>
internal sealed record DayList(IReadOnlyList<Contract> Contracts, int Rows)
{
    /// <summary>Of a day for which the exchange has no list.</summary>
    public static DayList Rest { get; } = new([], 0);

    /// <summary>A day without trading has a total of nothing; so may the list of a day that is not over.</summary>
    public bool IsQuiet => Contracts.All(contract => contract is { Volume: 0, OpenInterest: 0 });

    /// <returns>The list, or what is wrong with it: rows that are missing, or rows that cannot be read.</returns>
    public static (DayList? List, string? Problem, SourceFailureReason Reason) Read(IReadOnlyList<QuoteRow?> rows)
    {
        var contracts = new List<Contract>();
        var totals = new List<(QuoteRow Row, double Volume, double OpenInterest)>();
        for (var index = 0; index < rows.Count; index++)
        {
            if (rows[index] is not { } row)
                return (null, string.Create(CultureInfo.InvariantCulture, $"row {index + 1} is nothing"), SourceFailureReason.NotTheFormat);
            if (Lots(row.Volume) is not { } volume || Lots(row.OpenInterest) is not { } interest)
                return (null, string.Create(CultureInfo.InvariantCulture, $"row {index + 1} has a volume or an open interest that is not a number"), SourceFailureReason.NotTheFormat);
            if (row.Total != QuoteTotal.None)
                totals.Add((row, volume, interest));
            else if (Read(row, volume, interest) is { } contract)
                contracts.Add(contract);
            else
                return (null, string.Create(CultureInfo.InvariantCulture, $"row {index + 1} is neither a contract nor a total: a symbol, a delivery month or a price cannot be read"), SourceFailureReason.NotTheFormat);
        }

        return Repeated(contracts) is { } twice
            ? (null, $"the contract {twice} stands there twice", SourceFailureReason.NotTheFormat)
            : totals.Select(total => Mismatch(total.Row, total.Volume, total.OpenInterest, contracts)).FirstOrDefault(problem => problem is not null) is { } wrong
                ? (null, wrong, SourceFailureReason.Truncated)
                : (new(contracts, rows.Count), null, default);
    }

    public static bool IsMonth(string text) => DateOnly.TryParseExact("20" + text, "yyyyMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static Contract? Read(QuoteRow row, double volume, double interest)
    {
        if (row.Symbol.Length == 0 || !IsMonth(row.Month))
            return null;
        double? settlement = null;
        if (row.Settlement is { } text && !ValueText.IsMissing(text))
        {
            if (!ValueText.TryRead(text, out var price) || price < 0)
                return null;
            // No contract of these exchanges can settle at nothing: it is how a price that is not there yet is written.
            settlement = price == 0 ? null : price;
        }

        return new(row.Variety, row.Symbol.ToLowerInvariant(), row.Month, settlement, volume, interest)
        {
            LastSettlement = row.LastSettlement is { } last && !ValueText.IsMissing(last) && ValueText.TryRead(last, out var before) && before > 0 ? before : null,
        };
    }

    /// <summary>Null where the text is no number of lots; nothing written is none.</summary>
    private static double? Lots(string? text) =>
        text is null || ValueText.IsMissing(text) ? 0 : ValueText.TryRead(text, out var lots) && lots >= 0 ? lots : null;

    private static string? Repeated(List<Contract> contracts) =>
        contracts.GroupBy(contract => contract.Name).FirstOrDefault(group => group.Count() > 1)?.Key;

    /// <summary>Volume and open interest must add up, or rows are missing.</summary>
    private static string? Mismatch(QuoteRow total, double volume, double interest, List<Contract> contracts)
    {
        var all = total.Total == QuoteTotal.OfAll;
        var parts = contracts.Where(contract => all || Is(contract, total)).ToList();
        var (volumes, interests) = (parts.Sum(contract => contract.Volume), parts.Sum(contract => contract.OpenInterest));
        // Lots are whole numbers; a fraction is how doubles add up.
        var what = Math.Abs(volumes - volume) > 0.5 ? ("volume", volumes, volume) : Math.Abs(interests - interest) > 0.5 ? ("open interest", interests, interest) : default;
        return what.Item1 is null
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"the {what.Item1} of {(all ? "all contracts" : total.Variety)} adds up to {what.Item2} and its total is {what.Item3}: the list is not whole");
    }

    private static bool Is(Contract contract, QuoteRow total) => total.Symbol.Length == 0
        ? contract.Variety == total.Variety
        : contract.Symbol.Equals(total.Symbol, StringComparison.OrdinalIgnoreCase);
}
