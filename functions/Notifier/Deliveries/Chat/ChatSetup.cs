using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Notifier.Outgoing;

namespace Notifier.Deliveries.Chat;

internal static class ChatSetup
{
    /// <summary>What all chats share; each of them asks for it.</summary>
    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        // Without the factory's loggers: they write the whole URL, which is the secret of most bots.
        services.AddHttpClient(ChatPost.Client, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("Notifier");
            })
            .UseGuardedConnection()
            .RemoveAllLoggers();
        services.TryAddSingleton<ChatWriter>();
        // Real time, also where the application's clock is simulated: chats count by their own.
        services.TryAddSingleton(_ => new ChatPacing(TimeProvider.System));
        services.TryAddSingleton(provider => new ChatPost(provider.GetRequiredService<IHttpClientFactory>(), TimeProvider.System));
        return services;
    }
}
