using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifier.Deliveries.Chat;
using Notifier.Outgoing;

namespace Notifier.Deliveries.Feishu;

internal static class FeishuSetup
{
    public static IServiceCollection AddFeishu(this IServiceCollection services) => services.AddChat()
        .AddSingleton<IChannel>(provider => new FeishuChannel(
            provider.GetRequiredService<ChatWriter>(),
            provider.GetRequiredService<ChatPacing>(),
            provider.GetRequiredService<ChatPost>(),
            provider.GetRequiredService<IOptions<OutgoingOptions>>().Value,
            TimeProvider.System));
}
