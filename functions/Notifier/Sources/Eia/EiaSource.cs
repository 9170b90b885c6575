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

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition) => ApiKey.Check(definition).Concat(ApiDefinition.CheckSeries(
        definition,
        MostSeries,
        (static symbol => EiaSymbol.Parse(symbol) is not null, "a route and the facets that leave one series of it, for example petroleum/pri/spt?series=RBRTE"),
        (static frequency => EiaSymbol.Word(frequency) is not null, "this kind reads no intraday series: write daily, weekly, monthly, quarterly or yearly")));

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
