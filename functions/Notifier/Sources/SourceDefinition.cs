using Notifier.Core.Observations;
using Notifier.Core.Observations.Quality;

namespace Notifier.Sources;

/// <summary>A place that is polled: what to ask, when, and how to read the answer.</summary>
/// <param name="Kind">Kind of its adapter: <c>csv</c>, <c>json</c>, <c>feed</c>, <c>fred</c>, <c>gfex</c>, <c>shfe</c>, <c>imf</c>, <c>ecb</c>, <c>derived</c>, <c>self</c>, <c>push</c>.</param>
/// <param name="Url">Absolute URL; empty for a kind that knows its own and for <c>push</c>.</param>
/// <param name="Schedule">Six-field NCRONTAB in <paramref name="Zone"/>; empty for <c>push</c>.</param>
/// <param name="Zone">IANA time zone of the schedule and of dates without one.</param>
/// <param name="Items">For <c>json</c>: path of the array of items, for example <c>$.data</c>; for <c>html</c> and <c>json+html</c>: CSS selector of the items.</param>
/// <param name="Headers">Sent with each request; <c>{secret:NAME}</c> in a value is read from the configuration and never logged.</param>
/// <param name="ExpectMinItems">Fewer items than this are a failure, not silence.</param>
internal sealed record SourceDefinition(
    string Id,
    string Kind,
    string Url,
    string Schedule,
    string Zone,
    string? Items,
    IReadOnlyList<SourceSeries> Series,
    IReadOnlyDictionary<string, string> Headers,
    int ExpectMinItems = 1)
{
    /// <summary>Who announces there, for example <c>NDRC</c>; null where it reports what others do, as a newspaper does.</summary>
    public string? Agency { get; init; }

    /// <summary>What it is called where people read it; null where it has only its id.</summary>
    public string? Title { get; init; }

    /// <summary>For <c>json</c>, <c>html</c> and <c>json+html</c>: where the parts of an entry stand within an item. Null where the source brings observations.</summary>
    public EntryFields? Entries { get; init; }

    /// <summary>For <c>json</c>: path of the next page's address, or of what stands in the place <c>{next:FIRST}</c> of the address.</summary>
    public string? Next { get; init; }

    /// <summary>How many pages one poll reads at most; null = <see cref="StandardPages"/>.</summary>
    public int? Pages { get; init; }

    /// <summary>For <c>json+html</c>: path of the text that is HTML.</summary>
    public string? Html { get; init; }

    /// <summary>For <c>json+html</c>: selector of the element of the page whose attributes <c>url</c> and <c>querydata</c> say what to ask; null where <c>Url</c> answers the JSON itself.</summary>
    public string? Script { get; init; }

    public const int StandardPages = 5;

    public const int MostPages = 20;
}

/// <summary>
/// Where the parts of an entry stand: paths within an item of JSON, selectors within one of HTML; alternatives are separated by
/// <c>|</c>, and <c>~</c> takes the group of a regular expression out of what was found.
/// </summary>
/// <param name="Date">Of publication.</param>
/// <param name="Id">Null = the link, else a hash of title and date.</param>
/// <param name="Link">Relative ones are of <paramref name="Base"/>; in JSON also a text with places <c>{path}</c>.</param>
/// <param name="Stage">The source's own word for draft, final and the like; kept as a category.</param>
/// <param name="Base">Null = the address of the source.</param>
internal sealed record EntryFields(
    string? Title = null,
    string? Link = null,
    string? Date = null,
    string? Id = null,
    string? Updated = null,
    string? Summary = null,
    string? Content = null,
    string? Authors = null,
    string? Categories = null,
    string? Stage = null,
    string? Base = null);

/// <param name="Date">Column (csv) or path within an item (json) of the period.</param>
/// <param name="Value">Column (csv) or path within an item (json) of the value.</param>
/// <param name="Symbol">The source's own name of the series (FRED's series_id, GFEX's variety).</param>
/// <param name="Checks">Whether values are checked as prices are: <c>price</c>, <c>none</c>; null = as the unit says.</param>
/// <param name="Min">Smallest plausible value, in <paramref name="Unit"/>.</param>
/// <param name="Max">Largest plausible value.</param>
/// <param name="ConfirmedBy">Id of a series of another source in the same unit: what it says too is not put aside.</param>
/// <param name="Formula">For <c>derived</c>: how it follows from other series.</param>
internal sealed record SourceSeries(
    string Id,
    string Unit,
    Frequency Frequency,
    string Calendar,
    string? Date,
    string? Value,
    string? Symbol,
    string? Checks = null,
    double? Min = null,
    double? Max = null,
    string? Formula = null,
    string? ConfirmedBy = null)
{
    public const string PriceChecks = "price";
    public const string NoChecks = "none";

    public Series ToSeries() => new(Id, Unit, Frequency, Calendar);

    public QualityChecks ToChecks() => new(Checks is null ? QualityChecks.For(Unit).Price : Checks == PriceChecks, Min, Max);
}
