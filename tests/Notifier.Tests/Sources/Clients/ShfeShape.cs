using System.Globalization;
using System.Text.Json;
using Notifier.Core.Observations;
using Notifier.Sources;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.Clients;

/// <summary>The Shanghai Futures Exchange: a file a day, padded texts, "" where there is no number, a page with 404 where there is no file.</summary>
internal static class ShfeShape
{
    public static ClientShape Shape { get; } = new()
    {
        Kind = "shfe",
        Series = [Series("nickel", "ni", "CNY/t")],
        // Monday the 10th is the Dragon Boat Festival; it is Wednesday, noon, and the file of the day is not there yet.
        Now = new DateTimeOffset(2024, 6, 12, 4, 0, 0, TimeSpan.Zero),
        From = SourceCursor.Start with { LastPeriod = Period.Parse("2024-06-06") },
        Success = On(("20240607", Traded("20240607", "2406 143190 1200", "2407 142910 98000")), ("20240611", Traded("20240611", "2406 136700 900", "2407 137020 90000"))),
        Lines = ["nickel 2024-06-07 142910", "nickel 2024-06-11 137020"],
        Paging = Case.None("a file holds all contracts of its day; the days are asked for one by one"),
        Missing = Case.Of(
            On(("20240607", Traded("20240607", "2407 142910 98000", "2504 - -")), ("20240611", Traded("20240611", "2407 137020 90000"))),
            "nickel 2024-06-07 142910", "nickel 2024-06-11 137020"),
        Holiday = Case.Of(On(("20240607", Traded("20240607", "2407 142910 98000")), ("20240611", Traded("20240611", "2407 137020 90000"))), "nickel 2024-06-07 142910", "nickel 2024-06-11 137020"),
        ErrorWith200 = Case.Fails(
            _ => Reply.Html("<html><head><script>document.cookie='acw_sc__v2=1'</script></head></html>"), SourceFailureReason.Blocked, "it refuses programs"),
    };

    /// <param name="contracts"><c>2407 142910 98000</c> = month, settlement, open interest; <c>-</c> where there is none. The volume is twice the open interest.</param>
    public static Reply Traded(string day, params string[] contracts) => new(JsonSerializer.SerializeToUtf8Bytes(List(day, contracts)), "application/octet-stream");

    public static Func<SeenRequest, Reply> On(params (string Day, Reply Reply)[] days) => request =>
        days.FirstOrDefault(day => request.Path == $"/data/tradedata/future/dailydata/kx{day.Day}.dat").Reply
        ?? Reply.Html("<!DOCTYPE html><html><body>404 页面不存在</body></html>", 404);

    public static object List(string day, params string[] contracts)
    {
        var rows = contracts.Select(text => text.Split(' ')).Select(parts => (Month: parts[0], Settlement: Number(parts[1]), Interest: Number(parts[2]))).ToList();
        return new
        {
            o_curinstrument = rows.Select(row => Row("ni_f    ", "镍                  ", row.Month, row.Settlement, row.Interest))
                .Append(Row("ni_f    ", "镍                  ", "小计", "", rows.Sum(row => row.Interest as double? ?? 0)))
                .Append(Row("sc_tas  ", "原油TAS             ", "2407", 600.5, 40.0))
                .Append(Row("总计    ", "总计                ", "", "", 1_000_000.0)),
            o_year_num = 101,
            report_date = day,
            update_date = day + " 15:47:11",
        };
    }

    private static object Row(string product, string name, string month, object settlement, object interest) => new
    {
        PRODUCTID = product,
        PRODUCTNAME = name,
        DELIVERYMONTH = month,
        OPENPRICE = "",
        SETTLEMENTPRICE = settlement,
        VOLUME = interest is double lots ? lots * 2 : (object)"",
        OPENINTEREST = interest,
    };

    private static object Number(string text) => text == "-" ? "" : double.Parse(text, CultureInfo.InvariantCulture);
}
