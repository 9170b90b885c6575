using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Notifier.Core.Entries;
using Notifier.Entries;
using Notifier.Hosting;
using Notifier.Storage;

namespace Notifier.Episodes;

internal static class EpisodesSetup
{
    public static IHostApplicationBuilder AddEpisodes(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ShardIndex>().AddSingleton<ShardReader>().AddSingleton<EvaluateQueue>();
        builder.Services.AddSingleton<WindowRebuild>().AddSingleton<CountingShards>()
            .AddSingleton(static services => new CountedEntries(services.GetRequiredService<ReadEntries>(), services.GetRequiredService<SourceZones>().OfAsync))
            .AddSingleton<OtherHistories>().AddSingleton<SecondSource>().AddSingleton<Dependants>().AddSingleton<ShardRun>().AddSingleton<ShardWrite>().AddSingleton<ShardCommits>();
        // Nothing is counted where no slice keeps entries.
        builder.Services.TryAddSingleton<ReadEntries>(static (_, _, _) => Task.FromResult(EntryLog.Empty));
        builder.Services.AddSingleton<EpisodeReader>().AddSingleton<Acknowledgements>().AddSingleton<SourceZones>().AddSingleton<LeftSeries>().AddSingleton<StateSweep>();
        builder.Services.AddTimerHandler(WorkTimers.Sweep, static (services, cancellation) => services.GetRequiredService<StateSweep>().RunAsync(cancellation));
        builder.Services.AddQueueHandler(QueueName.Evaluate, static (services, message, cancellation) =>
        {
            var (source, shard, tick) = QueueMessages.ReadEvaluate(message);
            return services.GetRequiredService<ShardCommits>().EvaluateAsync(source, shard, tick, cancellation);
        });
        return builder;
    }
}
