using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Notifier.Api;
using Notifier.Api.Problems;
using Notifier.Dashboard;
using Notifier.Deliveries;
using Notifier.Entries;
using Notifier.Episodes;
using Notifier.Observations;
using Notifier.Outgoing;
using Notifier.Rules;
using Notifier.Silences;
using Notifier.Sources;
using Notifier.Storage;
using Notifier.Subscriptions;

namespace Notifier.Hosting;

/// <summary>The composition that both entries share: services, pipeline and routes.</summary>
public static class NotifierApplication
{
    public static IHostApplicationBuilder AddNotifier(this IHostApplicationBuilder builder) => builder
        .AddStorage()
        .AddOutgoing()
        .AddObservations()
        .AddRules()
        .AddEpisodes()
        .AddSources()
        .AddEntries()
        .AddSubscriptions()
        .AddSilences()
        .AddDeliveries()
        .AddApi()
        .AddDashboard()
        .AddHosting();

    /// <summary>The one pipeline of both entries; needs no WebApplication, because the Functions host builds it on a bare builder.</summary>
    public static IApplicationBuilder UseNotifier(this IApplicationBuilder app) => app
        .UseSecurityHeaders()
        .UseProblemAnswers()
        .UseOptionsRequests()
        .UseRouting()
        .UseRateLimiter()
        .UseAuthentication()
        .UseAuthorization()
        .UseAntiforgery()
        .UseEndpoints(static endpoints => endpoints.MapNotifier());

    public static IEndpointRouteBuilder MapNotifier(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapApi();
        endpoints.MapDashboard();
        return endpoints;
    }
}
