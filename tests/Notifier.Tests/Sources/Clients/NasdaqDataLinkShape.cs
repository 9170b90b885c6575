using System.Text.Json;
using Notifier.Core.Observations;
using Notifier.Sources;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.Clients;

/// <summary>Nasdaq Data Link: rows of cells told by their place; data sets whole, tables by pages.</summary>
internal static class NasdaqDataLinkShape
{
    public static ClientShape Shape { get; } = new()
    {
        Kind = "nasdaq-data-link",
        KeySetting = "NasdaqDataLink:ApiKey",
        Series = [Series("nickel", "datatables/LME/SPOT?code=NI#date,value", "USD/t")],
        Success = _ => Table(null, "2024-07-11 16600", "2024-07-12 16455.5"),
        Lines = ["nickel 2024-07-11 16600", "nickel 2024-07-12 16455.5"],
        Paging = Case.Of(
            request => request.Query("qopts.cursor_id") == "c2" ? Table(null, "2024-07-12 16455.5") : Table("c2", "2024-07-11 16600"),
            "nickel 2024-07-11 16600", "nickel 2024-07-12 16455.5"),
        Missing = Case.Of(_ => Table(null, "2024-07-11 -", "2024-07-12 16455.5"), "nickel 2024-07-12 16455.5"),
        // The bank holiday of England at the end of May has no row.
        Holiday = Case.Of(_ => Table(null, "2024-05-24 19900", "2024-05-28 20300"), "nickel 2024-05-24 19900", "nickel 2024-05-28 20300"),
        ErrorWith200 = Case.Fails(
            _ => Reply.Json($$$"""{"quandl_error":{"code":"QELx04","message":"{{{ClientShape.Key}}} has asked too often"}}"""), SourceFailureReason.Throttled, "QELx04 *** has asked too often"),
    };

    /// <param name="rows"><c>2024-07-12 16455.5</c> each; <c>-</c> where there is no value.</param>
    public static Reply Table(string? next, params string[] rows) => Reply.Json(JsonSerializer.Serialize(new
    {
        datatable = new
        {
            data = rows.Select(row => row.Split(' ')).Select(row => new object?[] { "NI", row[0], row[1] == "-" ? null : JsonDocument.Parse(row[1]).RootElement }),
            columns = new[] { new { name = "code", type = "String" }, new { name = "date", type = "Date" }, new { name = "value", type = "BigDecimal(11,4)" } },
        },
        meta = new { next_cursor_id = next },
    }));
}
