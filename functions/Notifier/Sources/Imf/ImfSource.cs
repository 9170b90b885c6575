using System.Globalization;
using System.Text.RegularExpressions;
using Notifier.Core.Observations;
using Notifier.Sources.Http;
using Notifier.Sources.Sdmx;

namespace Notifier.Sources.Imf;

/// <summary>
/// Kind <c>imf</c>: the Primary Commodity Prices of the International Monetary Fund, without a key. The symbol of a series is its
/// indicator (<c>PCOBA</c>: cobalt, <c>PNICK</c>: nickel, USD/t), with another transformation than USD behind a point
/// (<c>PENTM.IX</c>). Published in the first week of the next month; each figure is the average of its period.
/// </summary>
/// <remarks>One request for all series; what was published for the last 400 days is asked for again, because it is revised.</remarks>
internal sealed partial class ImfSource(IImfApi api) : ISource
{
    public const string OwnBase = "https://api.imf.org/external/sdmx/2.1";

    // All that the fund calls "world": https://data.imf.org names it G001, older interfaces W00.
    private const string World = "G001";
    private const string Currency = "USD";

    private const int MostSeries = 100;

    public string Kind => "imf";

    public bool BringsEntries => false;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition) => ApiDefinition.Check(definition).Concat(ApiDefinition.CheckSeries(
        definition,
        MostSeries,
        (static symbol => Symbol().IsMatch(symbol), "the fund's indicator, for example PCOBA for cobalt; with another transformation than USD behind a point: PENTM.IX"),
        (static frequency => Letter(frequency) is not null, "these prices are monthly, quarterly or yearly: write one of them")));

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var from = Revisions.From(definition, cursor.LastPeriod);
        var address = ApiDefinition.Address(definition, OwnBase, "/data/IMF.RES,PCPS/" + Key(definition));
        using var answer = await api.PricesAsync(address, from?.ToString("yyyy-MM", CultureInfo.InvariantCulture), cursor.ETag, AnswerTags.Since(cursor), cancellation);
        if (AnswerTags.IsNotModified(answer))
            return SourceReading.Unchanged(cursor);
        if (ApiAnswer.Failure(answer, address.Host, cancellation) is { } failure)
            return SourceReading.Failed(cursor, failure);
        var (table, wrong) = SdmxTable.Read(answer.Content!, address.Host, "INDICATOR", "DATA_TRANSFORMATION", "FREQUENCY");
        return wrong is null ? Read(definition, table!, from, address.Host).BySymbol(cursor, cursor.Noted(answer), table!.Rows.Count, address.Host) : SourceReading.Failed(cursor, wrong);
    }

    private static ReadingBuilder Read(SourceDefinition definition, SdmxTable table, DateOnly? from, string host)
    {
        var found = new ReadingBuilder(definition);
        var series = definition.Series.ToLookup(one => $"{Code(one)}.{Transformation(one)}.{Letter(one.Frequency)}", StringComparer.OrdinalIgnoreCase);
        foreach (var row in table.Rows)
        {
            var date = table.Cell(row, SdmxTable.Time);
            foreach (var one in series[$"{table.Cell(row, "INDICATOR")}.{table.Cell(row, "DATA_TRANSFORMATION")}.{table.Cell(row, "FREQUENCY")}"])
            {
                if (ImfUnit.Mismatch(one, table, row) is { } problem)
                    found.Refuse(one, new(SourceFailureReason.WrongUnit, $"{host} ({one.Symbol}): {problem}"));
                else
                    found.Add(one, date, table.Cell(row, SdmxTable.Value), () => $"{one.Symbol} {date}", from);
            }
        }

        return found;
    }

    private static string Key(SourceDefinition definition) =>
        $"{World}.{Joined(definition, Code)}.{Joined(definition, Transformation)}.{Joined(definition, one => Letter(one.Frequency)!)}";

    private static string Joined(SourceDefinition definition, Func<SourceSeries, string> part) =>
        string.Join('+', definition.Series.Select(part).Distinct(StringComparer.Ordinal));

    private static string Code(SourceSeries series) => series.Symbol!.Split('.')[0].ToUpperInvariant();

    private static string Transformation(SourceSeries series) => series.Symbol!.Split('.') is [_, var transformation] ? transformation.ToUpperInvariant() : Currency;

    private static string? Letter(Frequency frequency) => frequency switch
    {
        Frequency.Monthly => "M",
        Frequency.Quarterly => "Q",
        Frequency.Yearly => "A",
        _ => null,
    };

    [GeneratedRegex(@"\A[A-Za-z0-9_]{2,40}(\.[A-Za-z0-9_]{1,20})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Symbol();
}
