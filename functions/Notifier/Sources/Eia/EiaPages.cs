using System.Globalization;
using System.Text.Json;
using Notifier.Core.Observations;
using Notifier.Sources.Http;
using Notifier.Sources.Json;

namespace Notifier.Sources.Eia;

/// <summary>Reads one series from a date on, page by page: all of it or a failure.</summary>
internal sealed class EiaPages(IEiaApi api, SourceDefinition definition, ApiKey key, UsedSecrets secrets)
{
    // The most that EIA answers at once.
    private const int PageSize = 5_000;

    // Daily values of a century are 36,500.
    private const int MostPages = 20;

    /// <param name="last">Newest period that is known; null asks for everything.</param>
    public async Task<(SourceReading? Reading, SourceFailure? Failure)> ReadAsync(SourceSeries series, Period? last, CancellationToken cancellation)
    {
        var symbol = EiaSymbol.Parse(series.Symbol)!;
        var address = new Uri($"{ApiDefinition.Address(definition, EiaSource.OwnBase, $"/v2/{symbol.Route}/data/")}?{symbol.Query(series.Frequency)}");
        var place = $"{address.Host} ({series.Symbol})";
        var rows = new EiaRows(definition, series, symbol, secrets);
        for (var page = 0; ; page++)
        {
            using var answer = await api.DataAsync(address, Start(series.Frequency, last), rows.Count, PageSize, key.Value, cancellation);
            if (ApiAnswer.Failure(answer, place, key, secrets, cancellation) is { } failure)
                return (null, failure);
            if (answer.Content!.Response?.Rows is not { } came)
                return (null, NoRows(answer.Content, place));
            if (rows.Add(came) is { } wrong)
                return (null, wrong with { Detail = $"{place}: {wrong.Detail}" });
            // Pages that are not full end the series where its length is not told.
            var total = int.TryParse(answer.Content.Response.Total, NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : came.Count < PageSize ? rows.Count : int.MaxValue;
            if (rows.Count >= total)
                return rows.Build(last, place);
            if (came.Count == 0 || page == MostPages)
                return (null, new(SourceFailureReason.Truncated, string.Create(CultureInfo.InvariantCulture, $"{place}: {rows.Count} of {total} values came")));
        }
    }

    /// <summary>In the form of the data set's periods.</summary>
    private static string? Start(Frequency frequency, Period? last) => Revisions.From(frequency, last) is not { } from ? null : frequency switch
    {
        Frequency.Yearly => from.ToString("yyyy", CultureInfo.InvariantCulture),
        Frequency.Quarterly => string.Create(CultureInfo.InvariantCulture, $"{from.Year}-Q{(from.Month + 2) / 3}"),
        Frequency.Monthly => from.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>Errors come with status 200 too: as an object with a code of api.data.gov, or as a text.</summary>
    private SourceFailure NoRows(EiaAnswer content, string place)
    {
        if (content.Error is not { } error)
            return new(SourceFailureReason.NotTheFormat, $"{place}: there is no list 'data'");
        var code = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out var found) ? ScalarText.Of(found) : null;
        var words = secrets.Quote(ErrorBody.Words($$"""{"error":{{error.GetRawText()}}}""") ?? "no reason");
        return code switch
        {
            "API_KEY_MISSING" or "API_KEY_INVALID" or "API_KEY_DISABLED" or "API_KEY_UNAUTHORIZED" => new(SourceFailureReason.Unauthorized, $"{place} answered with an error: check the setting {key.Setting}: {words}"),
            "OVER_RATE_LIMIT" => new(SourceFailureReason.Throttled, $"{place} answered with an error: {words}"),
            _ => new(SourceFailureReason.ErrorInBody, $"{place} answered with an error: {words}"),
        };
    }
}
