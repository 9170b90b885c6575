using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Deliveries.Mail;
using Notifier.Deliveries.Mail.Charts;
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
        // There is no storage to read a history from.
        builder.Services.Replace(ServiceDescriptor.Singleton<ChartSource>(static (_, _) => Task.FromResult<SeriesChart?>(null)));
        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    public static IChannel Channel(this IHost host, ChannelType type) => host.Services.GetServices<IChannel>().Single(channel => channel.Type == type);

    /// <summary>Writes a mail and hands it to its carrier, without asking the tables whether its readers may be written to.</summary>
    public static async Task<IReadOnlyList<AttemptOutcome>> CarryAsync(this IHost host, IReadOnlyList<ChannelMessage> batch, CancellationToken cancellation = default)
    {
        var (mail, readers) = await host.Services.GetRequiredService<MailWriter>().WriteAsync(batch, cancellation);
        return await host.Services.GetRequiredService<IMailCarrier>().CarryAsync(mail, readers, cancellation);
    }

    /// <param name="warning">Null for what opens a subscription.</param>
    public static ChannelMessage Message(Channel channel, Warning? warning, DeliveryKind kind = DeliveryKind.Warning, string language = "en") => new(
        new string('d', 32),
        kind,
        DateTimeOffset.UnixEpoch,
        new Subscription("a5000000000000000000000000000001", channel, new SubscriptionMatch(["lithium-carbonate-surge"], [], [], ["battery"], Severity.Moderate), SubscriptionState.Active, language),
        warning is null ? null : new StoredWarning(warning, DateTimeOffset.UnixEpoch));
}
