using System.Globalization;
using System.Text.Json;
using Notifier.Core.Observations;
using Notifier.Sources.Http;
using Refit;

namespace Notifier.Sources.NasdaqDataLink;

/// <summary>Reads one series from a date on, a table page by page: all of it or a failure.</summary>
internal sealed class NasdaqPages(INasdaqDataLinkApi api, SourceDefinition definition, ApiKey key, UsedSecrets secrets)
{
    // The most that a page of a table holds.
    private const int PageSize = 10_000;

    private const int MostPages = 20;

    /// <param name="last">Newest period that is known; null asks for everything.</param>
    public async Task<(SourceReading? Reading, SourceFailure? Failure)> ReadAsync(SourceSeries series, Period? last, CancellationToken cancellation)
    {
        var symbol = NasdaqSymbol.Parse(series.Symbol)!;
        var from = Revisions.From(series.Frequency, last)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var address = Address(symbol, from);
        var place = $"{address.Host} ({series.Symbol})";
        var found = new ReadingBuilder(definition with { Series = [series with { Date = symbol.Date ?? "1", Value = symbol.Value ?? "2" }] }, secrets.Quote);
        var (read, next) = (0, (string?)null);
        for (var page = 0; page == 0 || next is not null; page++)
        {
            if (page == MostPages)
                return (null, new(SourceFailureReason.Truncated, string.Create(CultureInfo.InvariantCulture, $"{place}: more than {read} rows: name filters in 'symbol'")));
            using var answer = symbol.IsTable ? await api.TableAsync(address, PageSize, next, key.Value, cancellation) : await api.DatasetAsync(address, from, "asc", key.Value, cancellation);
            var (columns, rows, failure) = Read(answer, place, symbol, cancellation);
            if (failure is not null)
                return (null, failure);
            if (Add(series, symbol, columns!, rows!, found) is { } problem)
                return (null, new(SourceFailureReason.NotTheFormat, $"{place}: {problem}"));
            (read, next) = (read + rows!.Count, answer.Content!.Meta?.Next is { Length: > 0 } more ? more : null);
        }

        return found.Build(SourceCursor.Start with { LastPeriod = last }, read, place);
    }

    private Uri Address(NasdaqSymbol symbol, string? from)
    {
        if (!symbol.IsTable)
            return ApiDefinition.Address(definition, NasdaqDataLinkSource.OwnBase, $"/api/v3/datasets/{symbol.Code}/data.json");
        var filters = string.Join('&', new[] { symbol.Filters, from is null ? "" : $"{symbol.Date}.gte={from}" }.Where(filter => filter.Length > 0));
        var table = ApiDefinition.Address(definition, NasdaqDataLinkSource.OwnBase, $"/api/v3/datatables/{symbol.Code}.json");
        return filters.Length == 0 ? table : new Uri($"{table}?{filters}");
    }

    private (IReadOnlyList<string?>? Columns, IReadOnlyList<IReadOnlyList<JsonElement>?>? Rows, SourceFailure? Failure) Read(
        IApiResponse<NasdaqAnswer> answer, string place, NasdaqSymbol symbol, CancellationToken cancellation)
    {
        if (ApiAnswer.Failure(answer, place, key, secrets, cancellation) is { } failure)
            return (null, null, NasdaqErrors.WithCode(failure, Error(ApiAnswer.Body(answer)), place, key, secrets));
        var content = answer.Content!;
        if (content.Error is { } error)
            return (null, null, NasdaqErrors.InBody(error, place, key, secrets));
        var (columns, rows) = symbol.IsTable
            ? (content.Table?.Columns?.Select(column => column?.Name).ToList(), content.Table?.Rows)
            : (content.Dataset?.Columns, content.Dataset?.Rows);
        return columns is null || rows is null
            ? (null, null, new(SourceFailureReason.NotTheFormat, $"{place}: there are no columns or no rows"))
            : (columns, rows, null);
    }

    /// <returns>What is wrong, without the name of the source.</returns>
    private string? Add(SourceSeries series, NasdaqSymbol symbol, IReadOnlyList<string?> columns, IReadOnlyList<IReadOnlyList<JsonElement>?> rows, ReadingBuilder found)
    {
        var date = symbol.Date is { } named ? Find(columns, named) : 0;
        var value = symbol.Value is { } name ? Find(columns, name) : 1;
        if (date < 0 || value < 0 || value >= columns.Count)
            return $"there is no column '{(date < 0 ? symbol.Date : symbol.Value ?? "2")}'; there are {secrets.Quote(string.Join(", ", columns))}";
        if (symbol is { IsTable: false, Value: null } && columns.Count > 2)
            return $"there are several columns: name one behind '#' in 'symbol': {secrets.Quote(string.Join(", ", columns.Skip(1)))}";
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row is null || row.Count != columns.Count || ScalarText.Of(row[date]) is not { } period)
                return "a row has another number of cells than there are columns, or no date";
            var cell = ScalarText.Of(row[value]) ?? "";
            if (!seen.TryAdd(period, cell) && seen[period] != cell)
                return $"there are several values for {found.Shown(period)}: name filters in 'symbol'";
            found.Add(series, period, cell, () => period);
        }

        return null;
    }

    private static int Find(IReadOnlyList<string?> columns, string name)
    {
        for (var at = 0; at < columns.Count; at++)
        {
            if (string.Equals(columns[at], name, StringComparison.OrdinalIgnoreCase))
                return at;
        }

        return -1;
    }

    private static NasdaqError? Error(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, NasdaqJson.Default.NasdaqAnswer)?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
