using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Notifier.Outgoing;

internal static class OutgoingSetup
{
    public static IHostApplicationBuilder AddOutgoing(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<OutgoingOptions>().BindConfiguration("Notifier");
        builder.Services.AddSingleton(services => new AddressGuard(services.GetRequiredService<IOptions<OutgoingOptions>>().Value.AllowPrivateTargets));
        builder.Services.AddSingleton<GuardedConnection>();
        return builder;
    }

    /// <summary>Makes a named client connect through the guard; timeouts and retries are the client's own.</summary>
    public static IHttpClientBuilder UseGuardedConnection(this IHttpClientBuilder client) =>
        client.ConfigurePrimaryHttpMessageHandler(services => services.GetRequiredService<GuardedConnection>().CreateHandler());
}
