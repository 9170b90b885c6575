using Notifier.Core.Observations;
using Notifier.Sources;

namespace Notifier.Api.Sources;

/// <summary>A source as the API takes and gives it.</summary>
/// <param name="Id">May be left out of a request: the address names it.</param>
/// <param name="Kind">For example <c>csv</c>, <c>json</c>, <c>feed</c>, <c>fred</c>, <c>gfex</c>, <c>shfe</c>, <c>imf</c>, <c>ecb</c>, <c>derived</c>, <c>push</c>.</param>
/// <param name="Url">What is polled; none for <c>push</c>, and for the kinds of one API, which know their own.</param>
/// <param name="Schedule">When it is polled: six-field NCRONTAB (second minute hour day month weekday) in <paramref name="Zone"/>; none for <c>push</c>.</param>
/// <param name="Zone">IANA time zone of the schedule and of dates without one. Default <c>UTC</c>.</param>
/// <param name="Items">For <c>json</c>: path of the array of items; for <c>html</c> and <c>json+html</c>: CSS selector of the items.</param>
/// <param name="Headers">Sent with each request; a secret is written <c>{secret:NAME}</c> and read from the configuration.</param>
/// <param name="ExpectMinItems">Fewer items than this are a failure. Default 1.</param>
/// <param name="Agency">Of a policy source: who announces there, for example <c>NDRC</c>. Without it an entry must name the industry before a topic counts.</param>
/// <param name="Title">What it is called where people read it.</param>
/// <param name="Entries">For <c>json</c>, <c>html</c> and <c>json+html</c>: where the parts of an entry stand within an item.</param>
/// <param name="Next">For <c>json</c>: path of the next page's address, or of what stands in the place <c>{next:FIRST}</c> of <paramref name="Url"/>.</param>
/// <param name="Pages">How many pages one poll reads at most. Default 5.</param>
/// <param name="Html">For <c>json+html</c>: path of the text that is HTML. Default <c>$.data.html</c>.</param>
/// <param name="Script">For <c>json+html</c>: selector of the element of the page whose attributes <c>url</c> and <c>querydata</c> say what to ask.</param>
internal sealed record SourceBody(
    string Kind,
    string? Id = null,
    string? Url = null,
    string? Schedule = null,
    string? Zone = null,
    string? Items = null,
    IReadOnlyDictionary<string, string>? Headers = null,
    int? ExpectMinItems = null,
    IReadOnlyList<SourceSeriesBody>? Series = null,
    string? Agency = null,
    string? Title = null,
    EntryFields? Entries = null,
    string? Next = null,
    int? Pages = null,
    string? Html = null,
    string? Script = null)
{
    // A derived series follows its inputs at once; this is for a message that was lost.
    private const string EveryHour = "0 40 * * * *";

    public SourceDefinition ToDefinition(string id) => new(
        id, Kind, Url ?? "", Schedule ?? (Kind == SourceKind.Derived ? EveryHour : ""), Zone ?? "UTC", Items,
        [.. (Series ?? []).Select(series => series.ToSeries())],
        Headers ?? new Dictionary<string, string>(),
        ExpectMinItems ?? 1)
    {
        Agency = Agency,
        Title = Title,
        Entries = Entries,
        Next = Next,
        Pages = Pages,
        Html = Html,
        Script = Script,
    };

    public static SourceBody Of(SourceDefinition definition) => new(
        definition.Kind, definition.Id, Filled(definition.Url), Filled(definition.Schedule), definition.Zone, definition.Items,
        definition.Headers.Count == 0 ? null : definition.Headers, definition.ExpectMinItems,
        [.. definition.Series.Select(SourceSeriesBody.Of)],
        definition.Agency, definition.Title, definition.Entries, definition.Next, definition.Pages, definition.Html, definition.Script);

    private static string? Filled(string text) => text.Length == 0 ? null : text;
}

/// <param name="Unit">For example <c>CNY/t</c>; never converted.</param>
/// <param name="Frequency">Default <c>daily</c>.</param>
/// <param name="Calendar">Id of the trading calendar; none means every day.</param>
/// <param name="Date">Where the period stands: a column (csv) or a path within an item (json).</param>
/// <param name="Value">Where the value stands.</param>
/// <param name="Symbol">The source's own name of the series.</param>
/// <param name="Checks"><c>price</c>: values that a price hardly ever has are put aside; <c>none</c>: all are taken. Default: <c>price</c> where the unit is money per something.</param>
/// <param name="Min">Smallest plausible value: what is below is put aside.</param>
/// <param name="Max">Largest plausible value.</param>
/// <param name="ConfirmedBy">Id of a series of another source in the same unit: a value that it has too is not put aside.</param>
/// <param name="Formula">For <c>derived</c>: how it follows from other series, for example <c>exvat(lithium-cn, 13%) / cny-usd</c>.</param>
internal sealed record SourceSeriesBody(
    string Id, string? Unit = null, Frequency? Frequency = null, string? Calendar = null, string? Date = null, string? Value = null, string? Symbol = null,
    string? Checks = null, double? Min = null, double? Max = null, string? Formula = null, string? ConfirmedBy = null)
{
    public SourceSeries ToSeries() => new(Id, Unit ?? "", Frequency ?? Core.Observations.Frequency.Daily, Calendar ?? "", Date, Value, Symbol, Checks, Min, Max, Formula, ConfirmedBy);

    public static SourceSeriesBody Of(SourceSeries series) => new(
        series.Id, series.Unit.Length == 0 ? null : series.Unit, series.Frequency, series.Calendar.Length == 0 ? null : series.Calendar, series.Date, series.Value, series.Symbol,
        series.Checks, series.Min, series.Max, series.Formula, series.ConfirmedBy);
}
