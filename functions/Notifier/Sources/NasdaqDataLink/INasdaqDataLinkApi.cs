using System.Text.Json;
using System.Text.Json.Serialization;
using Notifier.Sources.Http;
using Refit;

namespace Notifier.Sources.NasdaqDataLink;

/// <summary>The API of Nasdaq Data Link, version 3, as far as it is read. https://docs.data.nasdaq.com/docs/in-depth-usage</summary>
internal interface INasdaqDataLinkApi
{
    /// <summary>A data set: all rows from a date on.</summary>
    /// <param name="address">Of <c>/api/v3/datasets/{database}/{set}/data.json</c>.</param>
    /// <param name="from"><c>yyyy-MM-dd</c>; null from the beginning.</param>
    /// <param name="order"><c>asc</c> or <c>desc</c>.</param>
    [Get("")]
    Task<IApiResponse<NasdaqAnswer>> DatasetAsync(
        [Url] Uri address,
        [AliasAs("start_date")] string? from,
        [AliasAs("order")] string order,
        [Header("X-Api-Token")] string key,
        CancellationToken cancellation);

    /// <summary>A page of a table.</summary>
    /// <param name="address">Of <c>/api/v3/datatables/{vendor}/{table}.json</c>, with its filters.</param>
    /// <param name="size">At most 10,000.</param>
    /// <param name="next">What the page before named; null for the first.</param>
    [Get("")]
    Task<IApiResponse<NasdaqAnswer>> TableAsync(
        [Url] Uri address,
        [AliasAs("qopts.per_page")] int size,
        [AliasAs("qopts.cursor_id")] string? next,
        [Header("X-Api-Token")] string key,
        CancellationToken cancellation);
}

/// <summary>A data set, a page of a table, or an error.</summary>
internal sealed record NasdaqAnswer(
    [property: JsonPropertyName("dataset_data")] NasdaqDataset? Dataset,
    [property: JsonPropertyName("datatable")] NasdaqTable? Table,
    [property: JsonPropertyName("meta")] NasdaqMeta? Meta,
    [property: JsonPropertyName("quandl_error")] NasdaqError? Error);

/// <param name="Columns">Their names: the cells of a row are told by their place alone; the first is the date.</param>
internal sealed record NasdaqDataset(
    [property: JsonPropertyName("column_names")] IReadOnlyList<string?>? Columns,
    [property: JsonPropertyName("data")] IReadOnlyList<IReadOnlyList<JsonElement>?>? Rows);

internal sealed record NasdaqTable(
    [property: JsonPropertyName("columns")] IReadOnlyList<NasdaqColumn?>? Columns,
    [property: JsonPropertyName("data")] IReadOnlyList<IReadOnlyList<JsonElement>?>? Rows);

internal sealed record NasdaqColumn([property: JsonPropertyName("name")] string? Name);

/// <param name="Next">Names the next page; null in the last.</param>
internal sealed record NasdaqMeta([property: JsonPropertyName("next_cursor_id"), JsonConverter(typeof(ScalarText))] string? Next);

/// <param name="Code">For example <c>QELx04</c>.</param>
internal sealed record NasdaqError(
    [property: JsonPropertyName("code")] string? Code,
    [property: JsonPropertyName("message")] string? Message);

[JsonSerializable(typeof(NasdaqAnswer))]
internal sealed partial class NasdaqJson : JsonSerializerContext;
