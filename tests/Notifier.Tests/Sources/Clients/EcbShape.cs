using Notifier.Sources;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.Clients;

/// <summary>The rates of the ECB: a table of many columns, one row a currency and day.</summary>
internal static class EcbShape
{
    private const string Header = "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,TITLE,UNIT,UNIT_MULT";

    public static ClientShape Shape { get; } = new()
    {
        Kind = "ecb",
        Series = [Series("cny-eur", "CNY", "CNY/EUR"), Series("cny-usd", "CNY/USD", "CNY/USD")],
        Success = _ => Table("CNY 2024-07-11 7.8890", "CNY 2024-07-12 7.9035", "USD 2024-07-11 1.0848", "USD 2024-07-12 1.0886"),
        Lines = ["cny-eur 2024-07-11 7.889", "cny-eur 2024-07-12 7.9035", "cny-usd 2024-07-11 7.272308259587021", "cny-usd 2024-07-12 7.26024251331986"],
        Paging = Case.None("one table holds every observation that was asked for"),
        Missing = Case.Of(_ => Table("CNY 2024-07-11 7.8890", "CNY 2024-07-12 ", "USD 2024-07-11 NaN", "USD 2024-07-12 1.0886"), "cny-eur 2024-07-11 7.889"),
        // Easter 2024: Good Friday and Monday are no days of TARGET, and have no rows.
        Holiday = Case.Of(
            _ => Table("CNY 2024-03-28 7.8144", "CNY 2024-04-02 7.7827", "USD 2024-03-28 1.0811", "USD 2024-04-02 1.0749"),
            "cny-eur 2024-03-28 7.8144", "cny-eur 2024-04-02 7.7827", "cny-usd 2024-03-28 7.228193506613635", "cny-usd 2024-04-02 7.240394455298167"),
        ErrorWith200 = Case.Fails(
            _ => new(System.Text.Encoding.UTF8.GetBytes("""<?xml version="1.0"?><mes:Error xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"><mes:ErrorMessage code="100"/></mes:Error>"""), "application/xml"),
            SourceFailureReason.ErrorInBody, "answered with a message in the place of a table"),
    };

    /// <param name="rows"><c>CNY 2024-07-12 7.9035</c> each.</param>
    public static Reply Table(params string[] rows) => Reply.Csv(string.Join('\n', rows.Select(row => row.Split(' ')).Select(Row).Prepend(Header)) + "\n");

    private static string Row(string[] row) => $"EXR.D.{row[0]}.EUR.SP00.A,D,{row[0]},EUR,SP00,A,{row[1]},{row[2]},A,\"Reference rate of {row[0]}, 2.15 pm\",{row[0]},0";
}
