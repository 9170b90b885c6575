using System.Globalization;
using Notifier.Core.Observations;
using Notifier.Sources.Http;
using Notifier.Sources.Sdmx;

namespace Notifier.Sources.Ecb;

/// <summary>
/// Kind <c>ecb</c>: daily euro reference rates of the European Central Bank, without a key. The symbol is a currency (<c>CNY</c>: yuan
/// per euro) or two (<c>CNY/USD</c>: yuan per dollar, the quotient of the two rates of one day, which its note names).
/// </summary>
/// <remarks>
/// One request for all currencies; the first goes back five years, the others a month behind what is known. There are no rates on the
/// holidays of TARGET: they are no observation. Rates are published about 16:00 in Frankfurt.
/// </remarks>
internal sealed class EcbSource(IEcbApi api, TimeProvider time) : ISource
{
    public const string OwnBase = "https://data-api.ecb.europa.eu";

    private const int FirstDays = 5 * 366;

    // Reference rates are hardly ever corrected, and then within days.
    private const int Overlap = 31;

    // A row has about 250 bytes: five years of so many are well below the largest body that is read.
    private const int MostCurrencies = 20;

    public string Kind => "ecb";

    public bool BringsEntries => false;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        foreach (var problem in ApiDefinition.Check(definition))
            yield return problem;
        if (Currencies(definition).Count > MostCurrencies)
            yield return ("/series", string.Create(CultureInfo.InvariantCulture, $"one source of this kind has at most {MostCurrencies} currencies: make several"));
        for (var index = 0; index < definition.Series.Count; index++)
        {
            var series = definition.Series[index];
            var pair = RatePair.Parse(series.Symbol);
            if (pair is null)
                yield return ($"/series/{index}/symbol", "'symbol' is a currency, for example CNY for yuan per euro, or two, for example CNY/USD for yuan per dollar");
            else if (series.Unit != pair.Unit)
                yield return ($"/series/{index}/unit", $"the symbol {series.Symbol} is in {pair.Unit}, and the definition says '{series.Unit}': write {pair.Unit}");
            if (series.Frequency != Frequency.Daily)
                yield return ($"/series/{index}/frequency", "the rates of this kind are daily: write daily, or leave it out");
        }
    }

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var currencies = Currencies(definition);
        var from = cursor.LastPeriod?.Date.AddDays(-Overlap) ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-FirstDays);
        var address = ApiDefinition.Address(definition, OwnBase, $"/service/data/EXR/D.{string.Join('+', currencies)}.{RatePair.Euro}.SP00.A");
        using var answer = await api.RatesAsync(address, from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "csvdata", cursor.ETag, AnswerTags.Since(cursor), cancellation);
        if (AnswerTags.IsNotModified(answer))
            return SourceReading.Unchanged(cursor);
        if (ApiAnswer.Failure(answer, address.Host, cancellation) is { } failure)
            return SourceReading.Failed(cursor, failure);
        var (table, wrong) = SdmxTable.Read(answer.Content!, address.Host, "CURRENCY");
        if (wrong is not null)
            return SourceReading.Failed(cursor, wrong);
        var legs = definition with { Series = [.. currencies.Select(currency => new SourceSeries(currency, $"{currency}/{RatePair.Euro}", Frequency.Daily, "", null, null, currency))] };
        var rates = Read(legs, table!, from, address.Host).BySymbol(cursor, cursor.Noted(answer), table!.Rows.Count, address.Host);
        return Pairs(definition, rates, cursor);
    }

    private static List<string> Currencies(SourceDefinition definition) =>
        [.. definition.Series.SelectMany(series => RatePair.Parse(series.Symbol)?.Legs ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static ReadingBuilder Read(SourceDefinition legs, SdmxTable table, DateOnly from, string host)
    {
        var found = new ReadingBuilder(legs);
        var byCurrency = legs.Series.ToDictionary(leg => leg.Id, StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (!byCurrency.TryGetValue(table.Cell(row, "CURRENCY"), out var leg))
                continue;
            var (date, unit, scale) = (table.Cell(row, SdmxTable.Time), table.Cell(row, "UNIT"), table.Cell(row, "UNIT_MULT"));
            if ((unit.Length > 0 && unit != leg.Id) || scale is not ("" or "0"))
                found.Refuse(leg, new(SourceFailureReason.WrongUnit, $"{host} ({leg.Id}): the source states its values in '{unit}' times 10^{scale} and the symbol is in '{leg.Unit}'"));
            else
                found.Add(leg, date, table.Cell(row, SdmxTable.Value), () => $"{leg.Id} {date}", from);
        }

        return found;
    }

    private static SourceReading Pairs(SourceDefinition definition, SourceReading rates, SourceCursor cursor)
    {
        var legs = rates.Series.ToDictionary(leg => leg.Series.Id, leg => leg.Observations.ToDictionary(rate => rate.Period, rate => rate.Value), StringComparer.Ordinal);
        var series = definition.Series.Where(one => RatePair.Parse(one.Symbol)!.Legs.All(legs.ContainsKey)).Select(one => Pair(one, RatePair.Parse(one.Symbol)!, legs)).ToList();
        return rates with { Series = series, Cursor = rates.Cursor with { LastPeriod = ReadingBuilder.LastPeriod(series) ?? cursor.LastPeriod } };
    }

    private static SeriesReading Pair(SourceSeries series, RatePair pair, Dictionary<string, Dictionary<Period, double>> legs)
    {
        var values = new List<Observation>();
        var notes = new Dictionary<Period, string>();
        foreach (var period in legs[pair.Legs.First()].Keys.Where(period => pair.Legs.All(leg => legs[leg].ContainsKey(period))))
        {
            var (above, below) = (Rate(pair.Of), Rate(pair.Per));
            values.Add(new(period, above / below));
            if (pair.Per != RatePair.Euro)
                notes.Add(period, string.Create(CultureInfo.InvariantCulture, $"{above} {pair.Of}/EUR ÷ {below} {pair.Per}/EUR"));

            double Rate(string currency) => currency == RatePair.Euro ? 1 : legs[currency][period];
        }

        return new(series.ToSeries(), values, notes) { Checks = series.ToChecks(), ConfirmedBy = series.ConfirmedBy, NotesAreContracts = false };
    }
}
