using Notifier.Core.Observations;
using Notifier.Sources;
using Notifier.Tests.Sources.WorldBank;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.Clients;

/// <summary>The World Bank: a page with a link that changes, and a workbook behind it.</summary>
internal static class WorldBankShape
{
    public const string Link = "/en/doc/74e8be41ceb20fa0da750cda2f6b9e4e-0050012024/related/CMO-Historical-Data-Monthly.xlsx";

    public static ClientShape Shape { get; } = new()
    {
        Kind = "world-bank",
        Series = [Series("nickel", "Nickel", "USD/t", Frequency.Monthly), Series("oil", "Crude oil, average", "USD/bbl", Frequency.Monthly)],
        Success = Serve(["2024M05", "81.4", "19523.9"], ["2024M06", "81.2", "17530.96"]),
        Lines = ["nickel 2024-05-31 19523.9", "nickel 2024-06-30 17530.96", "oil 2024-05-31 81.4", "oil 2024-06-30 81.2"],
        Paging = Case.None("the workbook holds every month"),
        Missing = Case.Of(Serve(["2024M05", "81.4", "…"], ["2024M06", "..", "17530.96"], ["2024M07", "", ""]), "nickel 2024-06-30 17530.96", "oil 2024-05-31 81.4"),
        Holiday = Case.None("averages of months have no holidays"),
        ErrorWith200 = Case.Fails(
            request => request.Path == Link ? Reply.Html("<!DOCTYPE html><html><body>Sorry, we are down for maintenance</body></html>") : Page(),
            SourceFailureReason.NotTheFormat, "answered with an HTML page where a workbook was expected"),
    };

    public static Func<SeenRequest, Reply> Serve(params string[][] months) => request => request.Path == Link ? File(XlsxFile.Of("Monthly Prices", [.. Head, .. months])) : Page();

    public static string[][] Head =>
    [
        ["World Bank Commodity Price Data (The Pink Sheet)"],
        ["monthly prices in nominal US dollars, 1960 to present"],
        [],
        ["Updated on July 02, 2024"],
        ["", "Crude oil, average", "Nickel **"],
        ["", "($/bbl)", "($/mt)"],
    ];

    public static Reply File(byte[] body) => new(body, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    public static Reply Page(string link = Link) => Reply.Html($"<!DOCTYPE html><html><head><title>Commodity Markets</title></head><body><p>{new string('x', 400)}</p><p>商品</p><a href=\"{link}\">Monthly prices</a></body></html>");
}
