using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Hosting;

namespace Notifier.Tests.Deliveries;

/// <summary>The application as composed, not started: for a channel that needs no storage.</summary>
internal static class ComposedApplication
{
    public static IHost Build(IEnumerable<(string Key, string Value)> settings, Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["Notifier:PublicUrl"] = "https://warnings.example.org/";
        builder.Configuration["Notifier:LinkKey"] = Convert.ToBase64String(new byte[32]);
        builder.Configuration["Notifier:AllowPrivateTargets"] = "true";
        foreach (var (key, value) in settings)
            builder.Configuration[key] = value;
        builder.Services.AddLogging();
        builder.AddNotifier();
        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    public static IChannel Channel(this IHost host, ChannelType type) => host.Services.GetServices<IChannel>().Single(channel => channel.Type == type);

    /// <param name="warning">Null for what opens a subscription.</param>
    public static ChannelMessage Message(Channel channel, Warning? warning, DeliveryKind kind = DeliveryKind.Warning, string language = "en") => new(
        new string('d', 32),
        kind,
        DateTimeOffset.UnixEpoch,
        new Subscription("a5000000000000000000000000000001", channel, new SubscriptionMatch(["lithium-carbonate-surge"], [], [], ["battery"], Severity.Moderate), SubscriptionState.Active, language),
        warning is null ? null : new StoredWarning(warning, DateTimeOffset.UnixEpoch));
}
