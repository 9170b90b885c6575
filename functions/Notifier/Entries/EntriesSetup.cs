using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Notifier.Entries.Lineages;
using Notifier.Hosting;

namespace Notifier.Entries;

internal static class EntriesSetup
{
    public static IHostApplicationBuilder AddEntries(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EntryStore>().AddSingleton<EntryCommits>();
        builder.Services.AddSingleton<DueNotes>().AddSingleton<LineageStore>().AddSingleton<LineageCommits>().AddSingleton<LineageSweep>().AddSingleton<RemovedEntryRules>();
        builder.Services.AddTimerHandler(WorkTimers.Sweep, static (services, cancellation) => services.GetRequiredService<LineageSweep>().RunAsync(cancellation));
        builder.Services.AddTimerHandler(WorkTimers.Sweep, static (services, cancellation) => services.GetRequiredService<RemovedEntryRules>().RunAsync(cancellation));
        builder.Services.Replace(ServiceDescriptor.Singleton<ReadEntries>(static services => services.GetRequiredService<EntryStore>().ReadAsync));
        return builder;
    }
}
