using Notifier.Core.Observations;
using Notifier.Sources;
using Notifier.Tests.Sources.Clients;
using static Notifier.Tests.Sources.Clients.ClientShapes;
using static Notifier.Tests.Sources.Clients.WorldBankShape;

namespace Notifier.Tests.Sources.WorldBank;

/// <summary>The link, the sheet behind it, and workbooks that are none, damaged, or attack.</summary>
public sealed class WorldBankSourceTests : IAsyncLifetime
{
    private ClientRun _run = null!;

    public async ValueTask InitializeAsync() => _run = await ClientRun.StartAsync("world-bank");

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    [Fact]
    public async Task The_link_is_read_each_time_and_the_file_asked_for_conditionally_while_it_stays()
    {
        var first = await _run.ReadAsync(request => request.Path == Link ? Shape.Success(request) with { Headers = [("ETag", "\"july\"")] } : Page());
        var second = await _run.ReadAsync(request => request.Path == Link ? new Reply([], Status: 304) : Page(), first.Cursor);

        Assert.Equal(["/en/research/commodity-markets", Link, "/en/research/commodity-markets", Link], _run.Server.Seen.Select(request => request.Path));
        Assert.Equal("\"july\"", _run.Server.Seen[3].Headers.IfNoneMatch.ToString());
        Assert.True(second.NotModified);

        var august = Link.Replace("74e8be41", "9a0c11f2", StringComparison.Ordinal);
        var third = await _run.ReadAsync(request => request.Path == august ? File(XlsxFile.Of("Monthly Prices", [.. Head, ["2022M01", "1", "1"], ["2024M06", "81.2", "17500"], ["2024M07", "83.9", "16287.5"]])) : Page(august), first.Cursor);
        Assert.Equal("", _run.Server.Seen[5].Headers.IfNoneMatch.ToString());
        // What is older than a year is known and is left out; June was revised.
        Assert.Equal(["nickel 2024-06-30 17500", "nickel 2024-07-31 16287.5"], ClientRun.AllLines(third).Take(2));
    }

    [Fact]
    public async Task Another_unit_and_a_name_that_is_not_there_are_told_and_the_others_are_kept()
    {
        _run.Server.Answer(context => Shape.Success(_run.Server.Seen[^1]).WriteAsync(context));

        var wrong = await _run.Bench.ReadAsync(_run.Definition with { Series = [Series("oil", "Crude oil, average", "USD/bbl", Frequency.Monthly), Series("nickel", "Nickel", "USD/lb", Frequency.Monthly)] });
        Assert.Equal((SourceFailureReason.WrongUnit, "127.0.0.1 (Nickel): the source states its values in '($/mt)' and the definition says 'USD/lb': write the unit that they come in"), (wrong.Failure?.Reason, wrong.Failure?.Detail));
        Assert.Equal(["oil 2024-05-31 81.4", "oil 2024-06-30 81.2"], ClientRun.AllLines(wrong));

        var absent = await _run.Bench.ReadAsync(_run.Definition with { Series = [Series("lithium", "Lithium", "USD/t", Frequency.Monthly)] });
        Assert.Equal((SourceFailureReason.NotFound, "127.0.0.1 answered without any value of Lithium: check 'symbol'"), (absent.Failure?.Reason, absent.Failure?.Detail));
    }

    [Theory]
    [InlineData("https://files.example.org/CMO-Historical-Data-Monthly.xlsx")]
    [InlineData("https://worldbank.org.example.org/CMO-Historical-Data-Monthly.xlsx")]
    [InlineData("ftp://thedocs.worldbank.org/CMO-Historical-Data-Monthly.xlsx")]
    [InlineData("https://a:b@thedocs.worldbank.org/CMO-Historical-Data-Monthly.xlsx")]
    public async Task A_link_that_leads_elsewhere_is_not_followed(string link)
    {
        var reading = await _run.ReadAsync(_ => Page(link));

        Assert.Equal("127.0.0.1: the link to CMO-Historical-Data-Monthly.xlsx leads elsewhere than to the bank", reading.Failure?.Detail);
        Assert.Single(_run.Server.Seen);
    }

    [Fact]
    public async Task A_small_file_that_unpacks_to_very_much_is_too_large()
    {
        var bomb = XlsxFile.Of("Monthly Prices", [.. Head, ["2024M06", "81.2", "17530.96"]]);
        bomb = Repack(bomb, "xl/worksheets/sheet2.xml", $"<worksheet><sheetData>{new string(' ', 80 * 1024 * 1024)}</sheetData></worksheet>");
        Assert.InRange(bomb.Length, 1, 1_000_000);

        var reading = await _run.ReadAsync(request => request.Path == Link ? File(bomb) : Page());

        Assert.Equal(SourceFailureReason.TooLarge, reading.Failure?.Reason);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet><sheetData>&a;</sheetData></worksheet>", "Truncated")]
    [InlineData("<worksheet><sheetData><row><c r=\"A1\" t=\"s\"><v>999</v></c></row></sheetData></worksheet>", "Truncated")]
    [InlineData("<worksheet><sheetData><row><c r=\"ZZZZ1\"><v>1</v></c></row></sheetData></worksheet>", "Truncated")]
    [InlineData("<worksheet><sheetData><row>", "Truncated")]
    [InlineData("<worksheet><sheetData/></worksheet>", "NotTheFormat")]
    public async Task A_sheet_that_is_damaged_is_told(string sheet, string reason)
    {
        var file = Repack(XlsxFile.Of("Monthly Prices", ["2024M06", "1"]), "xl/worksheets/sheet2.xml", sheet);

        var reading = await _run.ReadAsync(request => request.Path == Link ? File(file) : Page());

        Assert.Equal(reason, reading.Failure?.Reason.ToString());
    }

    [Fact]
    public async Task What_is_not_a_workbook_or_has_no_such_sheet_is_told()
    {
        var broken = Shape.Success(new("GET", Link, "", new Microsoft.AspNetCore.Http.HeaderDictionary(), "")).Body;
        Assert.Equal(SourceFailureReason.Truncated, (await _run.ReadAsync(request => request.Path == Link ? File(broken[..^200]) : Page())).Failure?.Reason);
        Assert.Equal("127.0.0.1: the workbook has no sheet 'Monthly Prices'", (await _run.ReadAsync(request => request.Path == Link ? File(XlsxFile.Of("Annual Prices", ["1960", "1"])) : Page())).Failure?.Detail);
        Assert.Equal("127.0.0.1: what came is no workbook", (await _run.ReadAsync(request => request.Path == Link ? File("OLE2"u8.ToArray()) : Page())).Failure?.Detail);
    }

    [Theory]
    [InlineData(" ", Frequency.Monthly, "/series/0/symbol")]
    [InlineData("Nickel", Frequency.Daily, "/series/0/frequency")]
    public void What_it_has_not_is_refused(string symbol, Frequency frequency, string pointer) =>
        Assert.Equal(pointer, Assert.Single(_run.Kind.Check(_run.Definition with { Series = [Series("nickel", symbol, "USD/t", frequency)] })).Pointer);

    private static byte[] Repack(byte[] file, string part, string text)
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(file));
        return XlsxFile.Zip([.. zip.Entries.Select(entry => (entry.FullName, entry.FullName == part ? text : new StreamReader(entry.Open()).ReadToEnd()))]);
    }
}
