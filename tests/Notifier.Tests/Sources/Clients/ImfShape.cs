using Notifier.Core.Observations;
using Notifier.Sources;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.Clients;

/// <summary>The prices of the IMF: a table, its columns told by their names.</summary>
internal static class ImfShape
{
    public const string Header = "DATAFLOW,COUNTRY,INDICATOR,DATA_TRANSFORMATION,FREQUENCY,TIME_PERIOD,OBS_VALUE,UNIT,SCALE,STATUS";

    public static ClientShape Shape { get; } = new()
    {
        Kind = "imf",
        Series = [Series("cobalt", "PCOBA", "USD/t", Frequency.Monthly), Series("nickel", "PNICK", "USD/t", Frequency.Monthly)],
        Success = _ => Table("PCOBA 2024-M05 26410.5", "PCOBA 2024-M06 26010", "PNICK 2024-M05 19520.1", "PNICK 2024-M06 17480.25"),
        Lines = ["cobalt 2024-05-31 26410.5", "cobalt 2024-06-30 26010", "nickel 2024-05-31 19520.1", "nickel 2024-06-30 17480.25"],
        Paging = Case.None("one table holds every observation that was asked for"),
        Missing = Case.Of(_ => Table("PCOBA 2024-M05 ", "PCOBA 2024-M06 26010", "PNICK 2024-M06 NaN"), "cobalt 2024-06-30 26010"),
        Holiday = Case.None("averages of months have no holidays"),
        ErrorWith200 = Case.Fails(_ => Reply.Json("""{"errors":[{"code":403,"detail":"x","message":"quota exceeded"}]}"""), SourceFailureReason.ErrorInBody, "quota exceeded"),
    };

    /// <param name="rows"><c>PCOBA 2024-M05 26410.5</c> each.</param>
    public static Reply Table(params string[] rows) => Reply.Csv(string.Join('\n', rows.Select(row => row.Split(' ')).Select(row => $"\"IMF.RES:PCPS(9.0.0)\",G001,{row[0]},USD,M,{row[1]},{row[2]},USD,0,").Prepend(Header)) + "\n");
}
