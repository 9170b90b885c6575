using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Notifier.Core.Observations;
using Notifier.Sources.Http;

namespace Notifier.Sources.AlphaVantage;

/// <summary>
/// Kind <c>alpha-vantage</c>: commodities of Alpha Vantage (<c>COPPER</c>, <c>ALUMINUM</c>, <c>WTI</c>), with the key of the setting
/// <c>AlphaVantage__ApiKey</c>. It answers with the whole history each time; what may have been revised of it is taken again.
/// </summary>
/// <remarks>Free keys may ask 25 times a day: one request a series and poll. Read as <see cref="SeriesProgress"/> says.</remarks>
internal sealed partial class AlphaVantageSource(IAlphaVantageApi api, IOptions<AlphaVantageOptions> options, SourceSecrets settings, TimeProvider time) : ISource
{
    public const string OwnBase = "https://www.alphavantage.co";

    // What a free key may ask for in a day.
    private const int MostSeries = 25;

    public string Kind => "alpha-vantage";

    public bool BringsEntries => false;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition) => ApiKey.Check(definition).Concat(ApiDefinition.CheckSeries(
        definition,
        MostSeries,
        (static symbol => Symbol().IsMatch(symbol), "the name of the function, for example COPPER"),
        (static frequency => Interval(frequency) is not null, "commodities have no intraday prices: write daily, weekly, monthly, quarterly or yearly")));

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var key = new ApiKey("AlphaVantage__ApiKey", "www.alphavantage.co", options.Value.ApiKey);
        if (key.Missing is { } missing)
            return SourceReading.Failed(cursor, missing);
        var secrets = key.Secrets(settings);
        var today = Period.From(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        return await new SeriesProgress(definition, cursor, today).RunAsync((series, last, stop) => ReadAsync(definition, series, last, key, secrets, stop), cancellation);
    }

    private async Task<(SourceReading?, SourceFailure?)> ReadAsync(SourceDefinition definition, SourceSeries series, Period? last, ApiKey key, UsedSecrets secrets, CancellationToken cancellation)
    {
        var address = ApiDefinition.Address(definition, OwnBase, "/query");
        var place = $"{address.Host} ({series.Symbol})";
        using var answer = await api.CommodityAsync(address, series.Symbol!, Interval(series.Frequency)!, key.Value, cancellation);
        if (ApiAnswer.Failure(answer, place, key, secrets, cancellation) is { } failure)
            return (null, failure);
        var content = answer.Content!;
        if (content.Values is not { } values)
            return (null, NoValues(content, place, key, secrets));
        if (StatedUnit.Mismatch(content.Unit, series.Unit) is { } mismatch)
            return (null, new(SourceFailureReason.WrongUnit, $"{place}: {secrets.Quote(mismatch)}"));
        var found = new ReadingBuilder(definition with { Series = [series with { Date = "date", Value = "value" }] }, secrets.Quote);
        var from = Revisions.From(series.Frequency, last);
        foreach (var value in values)
            found.Add(series, value?.Date, value?.Value, () => value!.Date!, from);
        return found.Build(SourceCursor.Start with { LastPeriod = last }, values.Count, place);
    }

    /// <summary>Every refusal comes with status 200 and a sentence, which may repeat the key.</summary>
    private static SourceFailure NoValues(AlphaVantageAnswer content, string place, ApiKey key, UsedSecrets secrets)
    {
        var words = content.Error ?? content.Note ?? content.Information;
        if (words is null)
            return new(SourceFailureReason.NotTheFormat, $"{place}: there is no list 'data'");
        var quoted = secrets.Quote(words);
        if (content.Note is not null || Limit().IsMatch(words))
            return new(SourceFailureReason.Throttled, $"{place} answered with an error: {quoted}");
        return words.Contains("apikey", StringComparison.OrdinalIgnoreCase) || words.Contains("premium", StringComparison.OrdinalIgnoreCase)
            ? new(SourceFailureReason.Unauthorized, $"{place} answered with an error: check the setting {key.Setting}: {quoted}")
            : new(SourceFailureReason.ErrorInBody, $"{place} answered with an error: {quoted}");
    }

    private static string? Interval(Frequency frequency) => frequency switch
    {
        Frequency.Daily => "daily",
        Frequency.Weekly => "weekly",
        Frequency.Monthly => "monthly",
        Frequency.Quarterly => "quarterly",
        Frequency.Yearly => "annual",
        _ => null,
    };

    [GeneratedRegex(@"\A[A-Z_]{2,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Symbol();

    [GeneratedRegex("rate limit|call frequency|requests per (day|minute|second)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Limit();
}
