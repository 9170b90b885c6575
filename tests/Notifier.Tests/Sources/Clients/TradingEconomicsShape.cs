using System.Text.Json;
using Notifier.Core.Observations;
using Notifier.Sources;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.Clients;

/// <summary>Trading Economics: the last price of every commodity, texts padded with blanks.</summary>
internal static class TradingEconomicsShape
{
    public static ClientShape Shape { get; } = new()
    {
        Kind = "trading-economics",
        KeySetting = "TradingEconomics:ApiKey",
        KeyValue = "k3yk3yk3yk3yk3y:s3cr3ts3cr3ts3cr3t",
        Series = [Series("lithium", "LC:COM", "CNY/t"), Series("cobalt", "LCO:COM", "USD/t")],
        Success = _ => Prices("LC:COM 2024-07-15T08:00:00 89500 CNY/T", "LCO:COM 2024-07-12T00:00:00 26945 USD/T", "GOLD:COM 2024-07-15T09:12:00 2411.3 USD/t.oz"),
        Lines = ["lithium 2024-07-15 89500", "cobalt 2024-07-12 26945"],
        Paging = Case.None("one answer holds every commodity"),
        Missing = Case.Of(_ => Prices("LC:COM 2024-07-15T08:00:00 - CNY/T", "LCO:COM 2024-07-12T00:00:00 26945 USD/T"), "cobalt 2024-07-12 26945"),
        // On a day without trading the last price comes again with its own day.
        Holiday = Case.Of(_ => Prices("LC:COM 2024-06-07T08:00:00 96500 CNY/T", "LCO:COM 2024-06-07T00:00:00 27145 USD/T"), "lithium 2024-06-07 96500", "cobalt 2024-06-07 27145"),
        ErrorWith200 = Case.Fails(_ => Reply.Json("""{"Message":"No access to this feature with s3cr3ts3cr3ts3cr3t."}"""), SourceFailureReason.ErrorInBody, "No access to this feature with ***."),
    };

    /// <param name="rows"><c>LC:COM 2024-07-15T08:00:00 89500 CNY/T</c> each; <c>-</c> where there is no price.</param>
    public static Reply Prices(params string[] rows) => Reply.Json(JsonSerializer.Serialize(rows.Select(row => row.Split(' ')).Select(row => new Dictionary<string, object?>
    {
        ["Symbol"] = row[0], ["Ticker"] = row[0].Split(':')[0], ["Date"] = row[1], ["Type"] = "commodity", ["state"] = "OPEN      ",
        ["Last"] = row[2] == "-" ? null : JsonDocument.Parse(row[2]).RootElement, ["Importance"] = 500, ["unit"] = row[3] + "   ",
    })));
}
