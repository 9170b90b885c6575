using Notifier.Core.Observations;
using Notifier.Sources;
using Notifier.Tests.Sources.Gfex;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.Clients;

/// <summary>The Guangzhou Futures Exchange: a list a day, totals among its rows.</summary>
internal static class GfexShape
{
    public static ClientShape Shape { get; } = new()
    {
        Kind = "gfex",
        Series = [Series("lithium", "lc", "CNY/t")],
        From = SourceCursor.Start with { LastPeriod = Period.Parse("2024-07-10") },
        Success = On(("20240711", Traded("lc2408 90900 17000", "lc2411 92550 216000")), ("20240712", Traded("lc2408 90550 16877", "lc2411 91950 221034"))),
        Lines = ["lithium 2024-07-11 92550", "lithium 2024-07-12 91950"],
        Paging = Case.None("a list holds all contracts of its day; the days are asked for one by one"),
        Missing = Case.Of(On(("20240711", Traded("lc2411 92550 216000", "lc2506 - 12"))), "lithium 2024-07-11 92550"),
        Holiday = Case.Of(On(("20240712", Traded("lc2411 91950 221034"))), "lithium 2024-07-12 91950"),
        ErrorWith200 = Case.Fails(_ => Reply.Json("""{"code":"500","msg":"系统异常"}"""), SourceFailureReason.ErrorInBody, "an error with the code 500: 系统异常"),
    };

    private static Reply Traded(params string[] contracts) => Reply.Json(GfexStandIn.List(contracts));

    private static Func<SeenRequest, Reply> On(params (string Day, Reply Reply)[] days) => request =>
        days.FirstOrDefault(day => request.Body.Contains("trade_date=" + day.Day, StringComparison.Ordinal)).Reply ?? Reply.Json(GfexStandIn.Rest);
}
