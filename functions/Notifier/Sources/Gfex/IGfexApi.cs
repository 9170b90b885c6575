using System.Text.Json.Serialization;
using Notifier.Sources.Http;
using Refit;

namespace Notifier.Sources.Gfex;

/// <summary>The daily quotes of the Guangzhou Futures Exchange, as its own web page asks for them.</summary>
internal interface IGfexApi
{
    /// <param name="address">Of <c>/u/interfacesWebTiDayQuotes/loadList</c>.</param>
    [Post("")]
    Task<IApiResponse<GfexQuotes>> QuotesAsync([Url] Uri address, [Body(BodySerializationMethod.UrlEncoded)] GfexRequest request, CancellationToken cancellation);
}

/// <param name="Date"><c>yyyyMMdd</c>.</param>
/// <param name="Type">0: futures, 1: options.</param>
internal sealed record GfexRequest(
    [property: JsonPropertyName("trade_date"), AliasAs("trade_date")] string Date,
    [property: JsonPropertyName("trade_type"), AliasAs("trade_type")] string Type = "0");

/// <param name="Code"><c>0</c> where all is well.</param>
internal sealed record GfexQuotes(
    [property: JsonPropertyName("code"), JsonConverter(typeof(ScalarText))] string? Code,
    [property: JsonPropertyName("msg"), JsonConverter(typeof(ScalarText))] string? Message,
    [property: JsonPropertyName("data")] IReadOnlyList<GfexRow?>? Data);

/// <summary>A contract or a total. Numbers come as numbers or texts, <c>""</c> or null where there is none.</summary>
/// <param name="Variety">Its Chinese name; with 小计 behind it the total of one variety, 总计 that of all.</param>
/// <param name="Symbol">For example <c>lc</c>.</param>
/// <param name="Month">Delivery month, <c>yyMM</c>.</param>
/// <param name="Settlement">In CNY per unit of the contract (lithium carbonate: t, with value-added tax).</param>
/// <param name="LastSettlement">That of the trading day before.</param>
/// <param name="Volume">Lots; the field is spelled so.</param>
/// <param name="OpenInterest">Lots.</param>
internal sealed record GfexRow(
    [property: JsonPropertyName("variety")] string? Variety,
    [property: JsonPropertyName("varietyOrder")] string? Symbol,
    [property: JsonPropertyName("delivMonth"), JsonConverter(typeof(ScalarText))] string? Month,
    [property: JsonPropertyName("clearPrice"), JsonConverter(typeof(ScalarText))] string? Settlement,
    [property: JsonPropertyName("lastClear"), JsonConverter(typeof(ScalarText))] string? LastSettlement,
    [property: JsonPropertyName("volumn"), JsonConverter(typeof(ScalarText))] string? Volume,
    [property: JsonPropertyName("openInterest"), JsonConverter(typeof(ScalarText))] string? OpenInterest);

[JsonSerializable(typeof(GfexQuotes))]
[JsonSerializable(typeof(GfexRequest))]
internal sealed partial class GfexJson : JsonSerializerContext;
