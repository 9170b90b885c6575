using System.Text.Json;
using Notifier.Core.Observations;
using Notifier.Sources;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.Clients;

/// <summary>FRED: values as texts, a point where there is none, pages by offset.</summary>
internal static class FredShape
{
    public static ClientShape Shape { get; } = new()
    {
        Kind = "fred",
        KeySetting = "Fred:ApiKey",
        Series = [Series("nickel", "PNICKUSDM", "USD/t", Frequency.Monthly)],
        Success = _ => Page(2, "2024-05-01 19520.1", "2024-06-01 17480.25"),
        Lines = ["nickel 2024-05-31 19520.1", "nickel 2024-06-30 17480.25"],
        Paging = Case.Of(
            request => request.Query("offset") == "0" ? Page(3, "2024-04-01 18161", "2024-05-01 19520.1") : Page(3, "2024-06-01 17480.25"),
            "nickel 2024-04-30 18161", "nickel 2024-05-31 19520.1", "nickel 2024-06-30 17480.25"),
        Missing = Case.Of(_ => Page(2, "2024-05-01 .", "2024-06-01 17480.25"), "nickel 2024-06-30 17480.25"),
        Holiday = Case.Of(_ => Page(2, "2024-07-04 .", "2024-07-05 17480.25"), "nickel 2024-07-31 17480.25"),
        ErrorWith200 = Case.Fails(_ => Reply.Json("""{"error_code":423,"error_message":"The series is locked"}"""), SourceFailureReason.ErrorInBody, "The series is locked"),
    };

    private static Reply Page(int count, params string[] values) => Reply.Json(JsonSerializer.Serialize(new
    {
        units = "lin",
        count,
        observations = values.Select(value => value.Split(' ')).Select(value => new { realtime_start = "2024-07-15", date = value[0], value = value[1] }),
    }));
}
