using Notifier.Core.Observations;
using Notifier.Core.Tests;
using Notifier.Sources;
using Notifier.Tests.Sources.Clients;
using static Notifier.Tests.Sources.Clients.ClientShapes;

namespace Notifier.Tests.Sources.Imf;

/// <summary>What is asked of the IMF, and what its table means.</summary>
public sealed class ImfSourceTests : IAsyncLifetime
{
    private ClientRun _run = null!;

    public async ValueTask InitializeAsync() => _run = await ClientRun.StartAsync("imf");

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    [Fact]
    public async Task One_request_asks_for_all_series_and_later_ones_for_what_may_be_revised()
    {
        var first = await _run.ReadAsync(_run.Shape.Success);
        await _run.ReadAsync(_run.Shape.Success, first.Cursor);

        Assert.Equal(["/data/IMF.RES,PCPS/G001.PCOBA+PNICK.USD.M", "/data/IMF.RES,PCPS/G001.PCOBA+PNICK.USD.M"], _run.Server.Seen.Select(request => request.Path));
        Assert.Equal(["", "2023-05"], _run.Server.Seen.Select(request => request.Query("startPeriod")));
        Assert.Equal("application/vnd.sdmx.data+csv;version=1.0.0", _run.Server.Seen[0].Headers.Accept.ToString());
    }

    [Fact]
    public async Task A_revised_value_comes_again_and_what_is_older_is_left_out_though_the_service_sends_it()
    {
        var from = SourceCursor.Start with { LastPeriod = Period.Parse("2024-06-30") };

        var reading = await _run.ReadAsync(_ => ImfShape.Table("PCOBA 1995-M01 60000", "PCOBA 2024-M05 26500", "PCOBA 2024-M06 26010", "PNICK 2024-M06 17480.25"), from);

        Assert.Equal(["cobalt 2024-05-31 26500", "cobalt 2024-06-30 26010", "nickel 2024-06-30 17480.25"], ClientRun.AllLines(reading));
    }

    [Fact]
    public async Task A_request_is_conditional_where_the_answer_had_a_tag()
    {
        var first = await _run.ReadAsync(request => _run.Shape.Success(request) with { Headers = [("ETag", "\"july\"")] });
        var second = await _run.ReadAsync(_ => new Reply([], Status: 304), first.Cursor);

        Assert.Equal("\"july\"", _run.Server.Seen[1].Headers.IfNoneMatch.ToString());
        Assert.True(second.NotModified);
        Assert.Equal(first.Cursor, second.Cursor);
    }

    [Fact]
    public async Task A_symbol_that_the_answer_does_not_hold_is_named_and_the_others_are_kept()
    {
        var reading = await _run.ReadAsync(_ => ImfShape.Table("PCOBA 2024-M06 26010") with { Headers = [("ETag", "\"july\"")] });

        Assert.Equal(new SourceFailure(SourceFailureReason.NotFound, "127.0.0.1 answered without any value of PNICK: check 'symbol'"), reading.Failure);
        Assert.Equal(["cobalt 2024-06-30 26010"], ClientRun.AllLines(reading));
        // The same answer would be wrong again.
        Assert.Null(reading.Cursor.ETag);
    }

    [Theory]
    [InlineData("USD,3,", "the source states a scale of '3'")]
    [InlineData("EUR,0,", "the source states its values in 'EUR' and the definition says 'USD/t'")]
    public async Task Another_currency_or_a_scale_is_a_failure_that_names_both(string unit, string words)
    {
        var reading = await _run.ReadAsync(_ => Reply.Csv($"{ImfShape.Header}\nx,G001,PCOBA,USD,M,2024-M06,26,{unit}\nx,G001,PNICK,USD,M,2024-M06,17480.25,USD,0,\n"));

        Assert.Equal(SourceFailureReason.WrongUnit, reading.Failure?.Reason);
        Assert.Contains("127.0.0.1 (PCOBA): " + words, reading.Failure!.Detail, StringComparison.Ordinal);
        Assert.Equal(["nickel 2024-06-30 17480.25"], ClientRun.AllLines(reading));
    }

    [Theory]
    [InlineData("UNIT", "USD", "USD/t", true)]
    [InlineData("UNIT", "USD_MT", "USD/t", true)]
    [InlineData("UNIT", "US dollars per metric ton", "USD/t", true)]
    [InlineData("UNIT", "USD_PER_TROY_OZ", "USD/ozt", true)]
    [InlineData("UNIT", "IX", "index", true)]
    [InlineData("UNIT", "something else", "USD/t", true)]
    [InlineData("UNIT", "IX", "USD/t", false)]
    [InlineData("UNIT", "PC", "USD/t", false)]
    [InlineData("UNIT", "USD", "index", false)]
    [InlineData("UNIT", "USD_TROY_OZ", "USD/t", false)]
    [InlineData("UNIT", "US cents per pound", "USD/t", false)]
    [InlineData("UNIT_MEASURE", "EUR", "USD/t", false)]
    [InlineData("UNIT_MULT", "3", "USD/t", false)]
    [InlineData("UNIT_MULT", "0", "USD/t", true)]
    [InlineData("SCALE", "Thousands", "USD/t", false)]
    [InlineData("SCALE", "Units", "USD/t", true)]
    public async Task The_unit_that_the_table_states_is_compared(string column, string stated, string declared, bool fits)
    {
        _run.Server.Answer($"INDICATOR,DATA_TRANSFORMATION,FREQUENCY,TIME_PERIOD,OBS_VALUE,{column}\nPCOBA,USD,M,2024-M06,26010,{stated}\n", "text/csv");

        var reading = await _run.Bench.ReadAsync(_run.Definition with { Series = [Series("cobalt", "PCOBA", declared, Frequency.Monthly)] });

        Assert.Equal(fits ? null : SourceFailureReason.WrongUnit, reading.Failure?.Reason);
        Assert.Equal(fits ? ["cobalt 2024-06-30 26010"] : [], ClientRun.AllLines(reading));
        Assert.Equal(fits, reading.Failure?.Detail.Contains(stated, StringComparison.Ordinal) != true);
    }

    [Fact]
    public async Task Other_transformations_and_frequencies_are_told_apart()
    {
        var definition = _run.Definition with
        {
            Series = [Series("metals", "PENTM.IX", "index", Frequency.Monthly), Series("cobalt", "PCOBA", "USD/t", Frequency.Quarterly)],
        };
        _run.Server.Answer($"{ImfShape.Header}\nx,G001,PENTM,IX,M,2024-M06,150.5,IX,0,\nx,G001,PENTM,USD,M,2024-M06,1,USD,0,\nx,G001,PCOBA,USD,Q,2024-Q2,27000,USD,0,\nx,G001,PCOBA,USD,M,2024-M06,26010,USD,0,\n", "text/csv");

        var reading = await _run.Bench.ReadAsync(definition);

        Assert.Null(reading.Failure);
        Assert.Equal(["metals 2024-06-30 150.5", "cobalt 2024-06-30 27000"], ClientRun.AllLines(reading));
        Assert.Equal("/data/IMF.RES,PCPS/G001.PENTM+PCOBA.IX+USD.M+Q", _run.Server.Seen[0].Path);
    }

    [Fact]
    public async Task The_recorded_shape_is_read()
    {
        var body = SharedData.Read("sources/imf/PCPS_G001.PCOBA+PNICK.USD.M.synthetic.csv");

        var reading = await _run.ReadAsync(_ => Reply.Csv(body));

        Assert.Null(reading.Failure);
        Assert.Equal(["cobalt 2022-02-28 74360.1", "cobalt 2022-03-31 80820.7", "nickel 2022-03-31 33924.2"], ClientRun.AllLines(reading));
    }

    [Theory]
    [InlineData("", Frequency.Monthly, "/series/0/symbol")]
    [InlineData("P COBA", Frequency.Monthly, "/series/0/symbol")]
    [InlineData("../PCOBA", Frequency.Monthly, "/series/0/symbol")]
    [InlineData("PCOBA", Frequency.Daily, "/series/0/frequency")]
    public void What_the_fund_has_not_is_refused(string symbol, Frequency frequency, string pointer) =>
        Assert.Equal(pointer, Assert.Single(_run.Kind.Check(_run.Definition with { Series = [Series("cobalt", symbol, "USD/t", frequency)] })).Pointer);
}
