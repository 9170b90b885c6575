using System.Text.Json;
using Notifier.Core.Observations;
using Notifier.Sources;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.Clients;

/// <summary>Alpha Vantage: the whole history, newest first; every refusal with status 200.</summary>
internal static class AlphaVantageShape
{
    public static ClientShape Shape { get; } = new()
    {
        Kind = "alpha-vantage",
        KeySetting = "AlphaVantage:ApiKey",
        Series = [Series("copper", "COPPER", "USD/t", Frequency.Monthly)],
        Success = _ => Values("2024-06-01 9648.1", "2024-05-01 10129.5"),
        Lines = ["copper 2024-05-31 10129.5", "copper 2024-06-30 9648.1"],
        Paging = Case.None("one answer holds the whole history"),
        Missing = Case.Of(_ => Values("2024-06-01 9648.1", "2024-05-01 .", "2024-04-01 9457.8"), "copper 2024-04-30 9457.8", "copper 2024-06-30 9648.1"),
        Holiday = Case.Of(_ => Values("2024-06-01 9648.1", "2024-05-01 ."), "copper 2024-06-30 9648.1"),
        ErrorWith200 = Case.Fails(
            _ => Reply.Json($$"""{"Information":"We have detected your API key as {{ClientShape.Key}} and our standard API rate limit is 25 requests per day. Please subscribe to a premium plan."}"""),
            SourceFailureReason.Throttled, "We have detected your API key as *** and our standard API rate limit is 25 requests per day."),
    };

    /// <param name="rows"><c>2024-06-01 9648.1</c> each.</param>
    public static Reply Values(params string[] rows) => Reply.Json(JsonSerializer.Serialize(new
    {
        name = "Global Price of Copper",
        interval = "monthly",
        unit = "dollar per metric ton",
        data = rows.Select(row => row.Split(' ')).Select(row => new { date = row[0], value = row[1] }),
    }));
}
