using System.Globalization;
using Microsoft.Extensions.Options;
using Notifier.Core.Observations;
using Notifier.Sources.Http;

namespace Notifier.Sources.Eia;

/// <summary>
/// Kind <c>eia</c>: energy prices and figures of the U.S. Energy Information Administration, with the key of the setting
/// <c>Eia__ApiKey</c>; symbols as <see cref="EiaSymbol"/> says. Values of the last year are asked for again each time.
/// </summary>
/// <remarks>Each series is read and remembered for itself, as <see cref="SeriesProgress"/> says.</remarks>
internal sealed class EiaSource(IEiaApi api, IOptions<EiaOptions> options, SourceSecrets settings, TimeProvider time) : ISource
{
    public const string OwnBase = "https://api.eia.gov";

    private const int MostSeries = 200;

    public string Kind => "eia";

    public bool BringsEntries => false;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        foreach (var problem in ApiKey.Check(definition))
            yield return problem;
        if (definition.Series.Count > MostSeries)
            yield return ("/series", string.Create(CultureInfo.InvariantCulture, $"one source of this kind has at most {MostSeries} series: make several"));
        for (var index = 0; index < definition.Series.Count; index++)
        {
            var series = definition.Series[index];
            if (EiaSymbol.Parse(series.Symbol) is null)
                yield return ($"/series/{index}/symbol", "'symbol' is a route and the facets that leave one series of it, for example petroleum/pri/spt?series=RBRTE");
            if (EiaSymbol.Word(series.Frequency) is null)
                yield return ($"/series/{index}/frequency", "this kind reads no intraday series: write daily, weekly, monthly, quarterly or yearly");
        }
    }

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var key = new ApiKey("Eia__ApiKey", "www.eia.gov/opendata", options.Value.ApiKey);
        if (key.Missing is { } missing)
            return SourceReading.Failed(cursor, missing);
        var pages = new EiaPages(api, definition, key, key.Secrets(settings));
        var today = Period.From(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        return await new SeriesProgress(definition, cursor, today).RunAsync(pages.ReadAsync, cancellation);
    }
}
