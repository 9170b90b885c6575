using System.Globalization;
using System.Net;
using System.Text.Json;
using Notifier.Core.Observations;
using Notifier.Sources.Http;

namespace Notifier.Sources.Fred;

/// <summary>Reads one series from a date on, page by page: all of it or a failure.</summary>
internal sealed class FredPages(IFredApi api, SourceDefinition definition, ApiKey key, UsedSecrets secrets)
{
    // About 1 MB, an eighth of the largest body that is read; FRED itself allows 100,000.
    private const int PageSize = 10_000;

    // The longest series of FRED, daily since 1919, has about 40,000.
    private const int MostPages = 50;

    private readonly Uri _address = ApiDefinition.Address(definition, FredSource.OwnBase, "/fred/series/observations");

    /// <param name="last">Newest period that is known; null asks for everything.</param>
    public async Task<(SourceReading? Reading, SourceFailure? Failure)> ReadAsync(SourceSeries series, Period? last, CancellationToken cancellation)
    {
        var from = Revisions.From(series.Frequency, last)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var found = new ReadingBuilder(definition with { Series = [series with { Date = "date", Value = "value" }] }, secrets.Quote);
        var (read, count, place) = (0, 1, $"{_address.Host} ({series.Symbol})");
        for (var page = 0; read < count; page++)
        {
            using var answer = await api.ObservationsAsync(_address, series.Symbol!, from, PageSize, read, key.Value, "json", cancellation);
            var failure = answer.StatusCode == HttpStatusCode.BadRequest ? Refused(ApiAnswer.Body(answer), place) : ApiAnswer.Failure(answer, place, cancellation, key.Setting);
            if (failure is not null)
                return (null, failure);
            var content = answer.Content!;
            if (content.Observations is not { } rows)
                return (null, NoList(content, place));
            if (rows.Count == 0 && content.Count > read || page == MostPages)
                return (null, new(SourceFailureReason.Truncated, string.Create(CultureInfo.InvariantCulture, $"{place}: {read} of {content.Count} values came")));
            foreach (var row in rows)
                found.Add(series, row?.Date, row?.Value, () => row!.Date!);
            (read, count) = (read + rows.Count, content.Count);
        }

        var built = found.Build(SourceCursor.Start with { LastPeriod = last }, read, place);
        // Asked once: a definition that is changed is read from the start.
        return last is null && built.Failure is null && await WrongUnitAsync(series, place, cancellation) is { } wrong ? (null, wrong) : built;
    }

    private async Task<SourceFailure?> WrongUnitAsync(SourceSeries series, string place, CancellationToken cancellation)
    {
        using var answer = await api.SeriesAsync(ApiDefinition.Address(definition, FredSource.OwnBase, "/fred/series"), series.Symbol!, key.Value, "json", cancellation);
        if (ApiAnswer.Failure(answer, place, key, secrets, cancellation) is { } failure)
            return failure;
        var stated = answer.Content!.Series is [{ Units: { } units }, ..] ? units : null;
        return StatedUnit.Mismatch(stated, series.Unit) is { } mismatch ? new(SourceFailureReason.WrongUnit, $"{place}: {secrets.Quote(mismatch)}") : null;
    }

    private SourceFailure NoList(FredObservations content, string place) => content.ErrorMessage is { } message
        ? new(SourceFailureReason.ErrorInBody, $"{place} answered with an error: {secrets.Quote(message)}")
        : new(SourceFailureReason.NotTheFormat, $"{place}: there is no list of observations");

    /// <summary>FRED says with 400 that the series does not exist, and that the key is none.</summary>
    private SourceFailure Refused(string body, string place)
    {
        var message = Message(body);
        return message?.Contains("api_key", StringComparison.Ordinal) == true
            ? new(SourceFailureReason.Unauthorized, $"{place} answered 400: check the setting {key.Setting}: {secrets.Quote(message)}", 400)
            : new(SourceFailureReason.ClientError, $"{place} answered 400: {secrets.Quote(message ?? "check the symbol")}", 400);
    }

    private static string? Message(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, FredJson.Default.FredObservations)?.ErrorMessage;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
