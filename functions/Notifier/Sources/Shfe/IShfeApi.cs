using System.Text.Json.Serialization;
using Notifier.Sources.Http;
using Refit;

namespace Notifier.Sources.Shfe;

/// <summary>The daily quotes of the Shanghai Futures Exchange: a file a day, as its own web page reads it.</summary>
internal interface IShfeApi
{
    /// <param name="address">Of <c>/data/tradedata/future/dailydata/kx{yyyyMMdd}.dat</c>; 404 where the day had no trading, and before it is published.</param>
    [Get("")]
    Task<IApiResponse<ShfeQuotes>> QuotesAsync([Url] Uri address, CancellationToken cancellation);
}

/// <param name="Date">Of the day that the list is of, <c>yyyyMMdd</c>.</param>
internal sealed record ShfeQuotes(
    [property: JsonPropertyName("o_curinstrument")] IReadOnlyList<ShfeRow?>? Rows,
    [property: JsonPropertyName("report_date"), JsonConverter(typeof(ScalarText))] string? Date);

/// <summary>A contract or a total. Texts are padded with blanks; numbers come as numbers or texts, <c>""</c> where there is none.</summary>
/// <param name="Product"><c>ni_f</c>: the future on nickel; other endings are other ways to trade it.</param>
/// <param name="Name">In Chinese.</param>
/// <param name="Month">Delivery month, <c>yyMM</c>; 小计 or 合计 in the total of a variety.</param>
/// <param name="Settlement">In CNY per unit of the contract (nickel: t, with value-added tax).</param>
/// <param name="LastSettlement">That of the trading day before.</param>
/// <param name="Volume">Lots.</param>
/// <param name="OpenInterest">Lots.</param>
internal sealed record ShfeRow(
    [property: JsonPropertyName("PRODUCTID")] string? Product,
    [property: JsonPropertyName("PRODUCTNAME")] string? Name,
    [property: JsonPropertyName("DELIVERYMONTH"), JsonConverter(typeof(ScalarText))] string? Month,
    [property: JsonPropertyName("SETTLEMENTPRICE"), JsonConverter(typeof(ScalarText))] string? Settlement,
    [property: JsonPropertyName("PRESETTLEMENTPRICE"), JsonConverter(typeof(ScalarText))] string? LastSettlement,
    [property: JsonPropertyName("VOLUME"), JsonConverter(typeof(ScalarText))] string? Volume,
    [property: JsonPropertyName("OPENINTEREST"), JsonConverter(typeof(ScalarText))] string? OpenInterest);

[JsonSerializable(typeof(ShfeQuotes))]
internal sealed partial class ShfeJson : JsonSerializerContext;
