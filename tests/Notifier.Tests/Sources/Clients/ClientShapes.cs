using Notifier.Core.Observations;
using Notifier.Sources;

namespace Notifier.Tests.Sources.Clients;

/// <summary>All typed clients: one line each.</summary>
internal static class ClientShapes
{
    public static IReadOnlyList<ClientShape> All { get; } =
    [
        FredShape.Shape,
        EiaShape.Shape,
        AlphaVantageShape.Shape,
        NasdaqDataLinkShape.Shape,
        TradingEconomicsShape.Shape,
        .. MetalsShapes.All,
        GfexShape.Shape,
        ShfeShape.Shape,
        ImfShape.Shape,
        EcbShape.Shape,
        WorldBankShape.Shape,
    ];

    public static SourceSeries Series(string id, string symbol, string unit, Frequency frequency = Frequency.Daily) => new(id, unit, frequency, "", null, null, symbol);

    /// <summary>As the query of a request has it; empty where it is absent.</summary>
    public static string Query(this SeenRequest request, string name) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(request.Query).TryGetValue(name, out var value) ? value.ToString() : "";
}
