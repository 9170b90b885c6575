using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Notifier.Core.Observations;
using Notifier.Sources.Http;

namespace Notifier.Sources.Fred;

/// <summary>
/// Kind <c>fred</c>: series of the Federal Reserve Bank of St. Louis by their <c>series_id</c>, with the key of the setting
/// <c>Fred__ApiKey</c>. Values of the last year are asked for again each time: one that was revised comes through as such. The unit that
/// FRED states is compared with the definition's when a series is read for the first time.
/// </summary>
/// <remarks>
/// Each series is read for itself and remembered for itself (<see cref="SourceCursor.Marks"/>, by series id, its newest period).
/// What is wrong with one series leaves it where it was, and the others go on; what every series would meet (no key, refused,
/// throttled, unreachable, two server errors running) ends the poll. Either way what was read is kept, and the source has failed.
/// A poll begins with the series that were never read.
/// </remarks>
internal sealed partial class FredSource(IFredApi api, IOptions<FredOptions> options, SourceSecrets settings, TimeProvider time) : ISource
{
    public const string OwnBase = "https://api.stlouisfed.org";

    // FRED allows 120 requests a minute, and the marks of so many series fit into one property of the poll's row.
    private const int MostSeries = 200;

    public string Kind => "fred";

    public bool BringsEntries => false;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition) => ApiKey.Check(definition).Concat(ApiDefinition.CheckSeries(
        definition,
        MostSeries,
        (static symbol => Symbol().IsMatch(symbol), "FRED's series_id: letters, digits and '_', for example PNICKUSDM"),
        (static frequency => frequency != Frequency.Intraday, "FRED has no intraday series: write the frequency that FRED names, for example monthly")));

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var key = new ApiKey("Fred__ApiKey", "fred.stlouisfed.org", options.Value.ApiKey);
        if (key.Missing is { } missing)
            return SourceReading.Failed(cursor, missing);
        var pages = new FredPages(api, definition, key, key.Secrets(settings));
        var today = Period.From(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        return await new SeriesProgress(definition, cursor, today).RunAsync(pages.ReadAsync, cancellation);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_]{1,60}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Symbol();
}
