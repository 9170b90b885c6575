using System.Globalization;
using Notifier.Core.Observations;
using Notifier.Sources;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.Clients;

/// <summary>The four APIs of metals for an ounce: the same rates of one day, in the shape of each.</summary>
internal static class MetalsShapes
{
    // 1 / 1.875 USD/ozt × 32150.74656862798 ozt/t, as a tonne has 1,000,000 g / 31.1034768 g.
    private const string Nickel = "nickel 2024-07-15 17147.06483660159";
    private const string Gold = "gold 2024-07-15 78367.44481001036";

    public static IReadOnlyList<ClientShape> All { get; } =
    [
        Of("metals-api", "Metals:MetalsApiKey", "NI", "XAU", (nickel, gold) => $$"""{"success":true,"timestamp":1721059200,"date":"2024-07-15","base":"USD","rates":{"NI":{{nickel}},"XAU":{{gold}},"CNY":7.26,"USD":1},"unit":"per troy ounce"}"""),
        Of("commodities-api", "Metals:CommoditiesApiKey", "NI", "XAU", (nickel, gold) => $$"""{"data":{"success":true,"timestamp":1721059200,"date":"2024-07-15","base":"USD","rates":{"NI":{{nickel}},"XAU":{{gold}},"BRENTOIL":0.0117},"unit":"per barrel for Oil, per ounce for Metals. Per metric ton for Agriculture"} }"""),
        // The last second of the day in UTC, which is the next in Shanghai.
        Of("metalpriceapi", "Metals:MetalpriceApiKey", "NI", "XAU", (nickel, gold) => $$"""{"success":true,"base":"USD","timestamp":1721087999,"rates":{"NI":{{nickel}},"XAU":{{gold}},"USDNI":0.53333333,"USDXAU":2437.5} }"""),
        Of("metals-dev", "Metals:MetalsDevKey", "nickel", "gold", (nickel, gold) => $$"""{"status":"success","currency":"USD","unit":"toz","metals":{"gold":{{Price(gold)}},"nickel":{{Price(nickel)}},"zinc":0.09},"timestamps":{"metal":"2024-07-15T16:00:02.000Z","currency":"2024-07-15T15:59:10.000Z"} }""", """{"status":"failure","error_code":1203,"error_message":"The quota of KEY has been exceeded."}"""),
    ];

    private static ClientShape Of(string kind, string setting, string nickel, string gold, Func<string, string, string> body, string error = """{"success":false,"error":{"code":104,"type":"usage_limit_reached","info":"The quota of KEY has been exceeded."} }""") => new()
    {
        Kind = kind,
        KeySetting = setting,
        Series = [Series("nickel", nickel, "USD/t") with { Calendar = "lme" }, Series("gold", gold, "USD/kg")],
        Success = _ => Reply.Json(body("1.875", "0.00041025641")),
        Lines = [Nickel, Gold],
        Paging = Case.None("the answer has the newest price of each metal alone"),
        Missing = Case.Of(_ => Reply.Json(body("null", "0.00041025641")), Gold),
        // Sunday the 14th: what is repeated is no observation of a series with a calendar.
        Holiday = Case.Of(
            _ => Reply.Json(body("1.875", "0.00041025641").Replace("2024-07-15", "2024-07-14", StringComparison.Ordinal).Replace("1721087999", "1721001599", StringComparison.Ordinal)),
            Gold.Replace("2024-07-15", "2024-07-14", StringComparison.Ordinal)),
        ErrorWith200 = Case.Fails(_ => Reply.Json(error.Replace("KEY", ClientShape.Key, StringComparison.Ordinal)), SourceFailureReason.Throttled, "The quota of *** has been exceeded."),
    };

    private static string Price(string rate) => rate == "null" ? rate : (1 / double.Parse(rate, CultureInfo.InvariantCulture)).ToString("R", CultureInfo.InvariantCulture);
}
