using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifier.Outgoing;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Webhook;

internal static class WebhookSetup
{
    public static IServiceCollection AddWebhook(this IServiceCollection services)
    {
        // Without the factory's loggers: they write the whole URL.
        services.AddHttpClient(WebhookChannel.Client, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("Notifier");
            })
            .UseGuardedConnection()
            .RemoveAllLoggers();
        services.AddSingleton<WebhookChallenge>();
        // Real time, also where the application's clock is simulated: receivers compare the timestamp with their own.
        services.AddSingleton<IChannel>(provider => new WebhookChannel(
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<WebhookChallenge>(),
            provider.GetRequiredService<PublicLinks>(),
            provider.GetRequiredService<IOptions<OutgoingOptions>>().Value,
            TimeProvider.System,
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
