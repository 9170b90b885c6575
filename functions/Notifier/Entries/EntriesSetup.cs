using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Notifier.Entries;

internal static class EntriesSetup
{
    public static IHostApplicationBuilder AddEntries(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EntryStore>().AddSingleton<EntryCommits>();
        builder.Services.Replace(ServiceDescriptor.Singleton<ReadEntries>(static services => services.GetRequiredService<EntryStore>().ReadAsync));
        return builder;
    }
}
