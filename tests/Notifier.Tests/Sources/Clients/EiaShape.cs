using System.Text.Json;
using Notifier.Core.Observations;
using Notifier.Sources;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.Clients;

/// <summary>EIA: everything is a text, the total too; the request stands in the answer, with the key.</summary>
internal static class EiaShape
{
    public static ClientShape Shape { get; } = new()
    {
        Kind = "eia",
        KeySetting = "Eia:ApiKey",
        Series = [Series("brent", "petroleum/pri/spt?series=RBRTE", "USD/bbl")],
        Success = _ => Page("2", "2024-07-11 86.4", "2024-07-12 86.85"),
        Lines = ["brent 2024-07-11 86.4", "brent 2024-07-12 86.85"],
        Paging = Case.Of(
            request => request.Query("offset") == "0" ? Page("3", "2024-07-10 85.9", "2024-07-11 86.4") : Page("3", "2024-07-12 86.85"),
            "brent 2024-07-10 85.9", "brent 2024-07-11 86.4", "brent 2024-07-12 86.85"),
        Missing = Case.Of(_ => Page("2", "2024-07-11 -", "2024-07-12 86.85"), "brent 2024-07-12 86.85"),
        // The fourth of July has no row.
        Holiday = Case.Of(_ => Page("2", "2024-07-03 88.1", "2024-07-05 88.4"), "brent 2024-07-03 88.1", "brent 2024-07-05 88.4"),
        ErrorWith200 = Case.Fails(
            _ => Reply.Json($$"""{"error":{"code":"API_KEY_INVALID","message":"The api_key {{ClientShape.Key}} is invalid"},"request":{"params":{"api_key":"{{ClientShape.Key}}"} } }"""),
            SourceFailureReason.Unauthorized, "check the setting Eia__ApiKey: The api_key *** is invalid"),
    };

    /// <param name="rows"><c>2024-07-12 86.85</c> each; <c>-</c> where there is no value.</param>
    public static Reply Page(string total, params string[] rows) => Reply.Json(Body(total, "$/BBL", rows));

    public static string Body(string total, string units, params string[] rows) => JsonSerializer.Serialize(new
    {
        response = new
        {
            total,
            dateFormat = "YYYY-MM-DD",
            frequency = "daily",
            data = rows.Select(row => row.Split(' ')).Select(row => new Dictionary<string, string?>
            {
                ["period"] = row[0], ["duoarea"] = row.Length > 2 ? row[2] : "ZEU", ["area-name"] = "NA", ["series"] = "RBRTE",
                ["series-description"] = "Europe Brent Spot Price FOB (Dollars per Barrel)", ["value"] = row[1] == "-" ? null : row[1], ["units"] = units,
            }),
        },
        request = new { command = "/v2/petroleum/pri/spt/data/", @params = new { api_key = ClientShape.Key } },
        apiVersion = "2.1.13",
    });
}
