using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Notifier.Hosting;
using Notifier.Sources.Csv;
using Notifier.Sources.Feed;
using Notifier.Sources.Http;
using Notifier.Sources.Json;
using Notifier.Sources.Polling;
using Notifier.Storage;

namespace Notifier.Sources;

internal static class SourcesSetup
{
    public static IHostApplicationBuilder AddSources(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SourceHttpOptions>().BindConfiguration("Notifier:Sources").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SourceSecrets>().AddSingleton<HostPacing>().AddSingleton<SourceHttp>();
        services.AddHttpClient(SourceClient.Generic).UseSourcePipeline();
        services.AddSingleton<SourceStore>().AddSingleton<SourceKinds>();
        services.AddSingleton<PollStore>().AddSingleton<PollSurroundings>().AddSingleton<Poller>().AddSingleton<PollTimer>().AddSingleton<SourceHealthReader>();
        services.AddQueueHandler(QueueName.Poll, static (provider, source, cancellation) => provider.GetRequiredService<Poller>().PollAsync(source, cancellation));
        services.AddTimerHandler(WorkTimers.PollPrices, static (provider, cancellation) => provider.GetRequiredService<PollTimer>().RunAsync(policies: false, cancellation));
        services.AddTimerHandler(WorkTimers.PollPolicies, static (provider, cancellation) => provider.GetRequiredService<PollTimer>().RunAsync(policies: true, cancellation));
        // One line a kind.
        services.AddSingleton<ISource, CsvSource>();
        services.AddSingleton<ISource, JsonSource>();
        services.AddSingleton<ISource, FeedSource>();
        return builder;
    }
}
