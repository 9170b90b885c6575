using Microsoft.Extensions.Options;
using Notifier.Core.Observations;
using Notifier.Sources.Http;

namespace Notifier.Sources.NasdaqDataLink;

/// <summary>
/// Kind <c>nasdaq-data-link</c>: data sets and tables of Nasdaq Data Link, most of them by subscription, with the key of the setting
/// <c>NasdaqDataLink__ApiKey</c>; symbols as <see cref="NasdaqSymbol"/> says. Values of the last year are asked for again each time.
/// </summary>
/// <remarks>The key travels in a header. Each series is read and remembered for itself, as <see cref="SeriesProgress"/> says.</remarks>
internal sealed class NasdaqDataLinkSource(INasdaqDataLinkApi api, IOptions<NasdaqDataLinkOptions> options, SourceSecrets settings, TimeProvider time) : ISource
{
    public const string OwnBase = "https://data.nasdaq.com";

    // A free key may ask 300 times in ten seconds.
    private const int MostSeries = 200;

    public string Kind => "nasdaq-data-link";

    public bool BringsEntries => false;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition) => ApiKey.Check(definition).Concat(ApiDefinition.CheckSeries(
        definition,
        MostSeries,
        (static symbol => NasdaqSymbol.Parse(symbol) is not null, "a data set and a column, for example LME/PR_NI#Cash Buyer, or a table with filters, date and value: datatables/SMM/PRICES?code=LC#date,value"),
        (static frequency => frequency != Frequency.Intraday, "this kind reads no intraday series: write daily, weekly, monthly, quarterly or yearly")));

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var key = new ApiKey("NasdaqDataLink__ApiKey", "data.nasdaq.com", options.Value.ApiKey);
        if (key.Missing is { } missing)
            return SourceReading.Failed(cursor, missing);
        var pages = new NasdaqPages(api, definition, key, key.Secrets(settings));
        var today = Period.From(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        return await new SeriesProgress(definition, cursor, today).RunAsync(pages.ReadAsync, cancellation);
    }
}
