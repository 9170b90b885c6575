using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Notifier.Api;
using Notifier.Dashboard;
using Notifier.Deliveries;
using Notifier.Entries;
using Notifier.Episodes;
using Notifier.Observations;
using Notifier.Outgoing;
using Notifier.Rules;
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
        .AddDeliveries()
        .AddApi()
        .AddDashboard()
        .AddHosting();

    public static IApplicationBuilder UseNotifier(this IApplicationBuilder app) => app;

    public static IEndpointRouteBuilder MapNotifier(this IEndpointRouteBuilder endpoints) => endpoints;
}
