using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Deliveries;
using Notifier.Api.Entries;
using Notifier.Api.Episodes;
using Notifier.Api.Health;
using Notifier.Api.Inhibitions;
using Notifier.Api.Keys;
using Notifier.Api.Rules;
using Notifier.Api.Observations;
using Notifier.Api.SendGrid;
using Notifier.Api.Silences;
using Notifier.Api.Sources;
using Notifier.Api.Subscriptions;
using Notifier.Api.Suppressions;
using Notifier.Api.Warnings;

namespace Notifier.Api;

/// <summary>Every route of the HTTP API, one line per resource.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi("/openapi/v1.json").AllowAnonymous();
        endpoints.MapHealth();

        var api = endpoints.MapGroup("/api");
        api.MapAddresses();
        api.MapDeliveries();
        api.MapEntries();
        api.MapEpisodes();
        api.MapInhibitions();
        api.MapKeys();
        api.MapRules();
        api.MapRulePack();
        api.MapSourceCatalog();
        api.MapSendGridEvents();
        api.MapSeries();
        api.MapSilences();
        api.MapProof();
        api.MapSourceHealth();
        api.MapSources();
        api.MapSourceTrial();
        api.MapSubscriptions();
        api.MapSuppressions();
        api.MapWarnings();
    }
}
