using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Calendars;
using Notifier.Sources.Http;

namespace Notifier.Sources.Metals;

/// <summary>
/// Kinds <c>metals-api</c>, <c>commodities-api</c>, <c>metalpriceapi</c> and <c>metals-dev</c>: the newest price of metals, one request for
/// all series of a source. All state rates for a troy ounce, and all but the last the other way round; the unit of a series decides what
/// they become (<see cref="OuncePrice"/>), and its note names the factor.
/// </summary>
/// <remarks>The day is that of the rates, in UTC where they have a time. On a day that the calendar of a series does not have, a repeated rate is no observation.</remarks>
internal sealed partial class MetalsSource(MetalsProvider provider, IMetalsApi api, IOptions<MetalsOptions> options, SourceSecrets settings) : ISource
{
    private const int MostSeries = 50;

    // Both are rounded, a rate of gold to three digits at worst.
    private const double Rounding = 0.02;

    public string Kind => provider.Kind;

    public bool BringsEntries => false;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        foreach (var problem in ApiKey.Check(definition))
            yield return problem;
        if (definition.Series.Count > MostSeries)
            yield return ("/series", string.Create(CultureInfo.InvariantCulture, $"one source of this kind has at most {MostSeries} series: make several"));
        for (var index = 0; index < definition.Series.Count; index++)
        {
            var series = definition.Series[index];
            var price = OuncePrice.Of(series.Unit);
            if (series.Symbol is null || !Symbol().IsMatch(series.Symbol))
                yield return ($"/series/{index}/symbol", $"'symbol' is the metal as the API names it, for example {provider.Example}");
            if (price is null)
                yield return ($"/series/{index}/unit", "rates of this kind are for a troy ounce: write a currency for a mass, for example USD/t");
            else if (price.Currency != OuncePrice.Of(definition.Series[0].Unit)?.Currency)
                yield return ($"/series/{index}/unit", "one source of this kind asks for one currency: make a source for each");
            if (series.Frequency != Frequency.Daily)
                yield return ($"/series/{index}/frequency", "the prices of this kind are daily: write daily, or leave it out");
        }
    }

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var key = new ApiKey(provider.Setting, new Uri(provider.OwnBase).Host, provider.Key(options.Value));
        if (key.Missing is { } missing)
            return SourceReading.Failed(cursor, missing);
        var secrets = key.Secrets(settings);
        var currency = OuncePrice.Of(definition.Series[0].Unit)!.Currency;
        var address = provider.Address(definition, currency, definition.Series.Select(series => provider.MetalOfPair(series.Symbol!, currency) ?? series.Symbol!).Distinct(StringComparer.Ordinal), key.Value);
        using var answer = await api.LatestAsync(address, cancellation);
        if (ApiAnswer.Failure(answer, address.Host, key, secrets, cancellation) is { } failure)
            return SourceReading.Failed(cursor, failure);
        var content = answer.Content!.Data ?? answer.Content;
        if (MetalsErrors.Find(content, address.Host, key, secrets) is { } error)
            return SourceReading.Failed(cursor, error);
        var problem = Problem(content, currency, address.Host, secrets);
        return problem is null ? Read(definition, content, address.Host, cursor) : SourceReading.Failed(cursor, problem);
    }

    private SourceFailure? Problem(MetalsAnswer content, string currency, string host, UsedSecrets secrets)
    {
        if ((provider.IsInverse ? content.Rates : content.Metals) is null || Day(content) is null)
            return new(SourceFailureReason.NotTheFormat, $"{host}: there are no rates, or no day that they are of");
        if ((content.Base ?? content.Currency) is { } stated && stated.Trim() != currency)
            return new(SourceFailureReason.WrongUnit, $"{host}: the source states its rates in '{secrets.Quote(stated)}' and the definition asks for '{currency}'");
        return content.Unit is { Length: > 0 } unit && !unit.Contains("ounce", StringComparison.OrdinalIgnoreCase) && unit.Trim() is not ("toz" or "ozt")
            ? new(SourceFailureReason.WrongUnit, $"{host}: the source states its rates in '{secrets.Quote(unit)}' and this kind reads them for a troy ounce")
            : null;
    }

    private SourceReading Read(SourceDefinition definition, MetalsAnswer content, string host, SourceCursor cursor)
    {
        var rates = (provider.IsInverse ? content.Rates : content.Metals)!;
        var day = Day(content)!;
        var found = new ReadingBuilder(definition);
        var notes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var series in definition.Series)
        {
            if (!rates.TryGetValue(series.Symbol!, out var cell))
                continue;
            if (Contradiction(series, rates) is { } problem)
            {
                found.Refuse(series, new(SourceFailureReason.NotTheFormat, $"{host}: {problem}"));
                continue;
            }

            var (value, note) = Price(series, ScalarText.Of(cell) ?? "", DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));
            if (note is not null)
                notes.Add(series.Id, note);
            found.Add(series, day, value, () => series.Symbol!);
        }

        var reading = found.BySymbol(cursor, cursor, rates.Count, host);
        return reading with { Series = [.. reading.Series.Select(one => one with { Notes = one.Observations.ToDictionary(value => value.Period, _ => notes[one.Series.Id]), NotesAreContracts = false })] };
    }

    /// <summary>Where a rate and the price itself are both stated, one is one divided by the other; else nobody knows which of them is which.</summary>
    private static string? Contradiction(SourceSeries series, IReadOnlyDictionary<string, JsonElement> rates)
    {
        var currency = OuncePrice.Of(series.Unit)!.Currency;
        var metal = series.Symbol!.StartsWith(currency, StringComparison.Ordinal) ? series.Symbol[currency.Length..] : series.Symbol;
        var (rate, price) = (Number(metal), Number(currency + metal));
        return rate * price is { } product && Math.Abs(product - 1) > Rounding
            ? string.Create(CultureInfo.InvariantCulture, $"'{metal}' is {rate} and '{currency + metal}' is {price}: one should be one divided by the other")
            : null;

        double? Number(string name) => rates.TryGetValue(name, out var cell) && ValueText.TryRead(ScalarText.Of(cell) ?? "", out var number) && number > 0 ? number : null;
    }

    /// <returns>The value as a text: empty where there is none, as it came where it is no number.</returns>
    private (string Value, string? Note) Price(SourceSeries series, string rate, DateOnly day)
    {
        if (series.Calendar.Length > 0 && TradingCalendars.Find(series.Calendar)?.IsOpen(day) == false)
            return ("", null);
        if (ValueText.IsMissing(rate) || !ValueText.TryRead(rate, out var number))
            return (rate, null);
        // Nothing costs nothing, and one divided by nothing is no price either: so is written what is not quoted.
        if (number <= 0)
            return ("", null);
        var price = OuncePrice.Of(series.Unit)!;
        var (value, note) = price.From(number, provider.IsInverse && provider.MetalOfPair(series.Symbol!, price.Currency) is null);
        return (value.ToString("R", CultureInfo.InvariantCulture), note);
    }

    /// <summary><c>yyyy-MM-dd</c>; null where the answer names no time.</summary>
    private static string? Day(MetalsAnswer content)
    {
        if (content.Date is { } date && DateOnly.TryParseExact(date.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return date.Trim();
        if (long.TryParse(content.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800)
            return DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return PeriodText.TryRead(content.Timestamps?.Metal ?? "", Frequency.Daily, TimeZoneInfo.Utc, out var period) ? period.ToString() : null;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Symbol();
}
