using Microsoft.Extensions.Hosting;

namespace Notifier.Entries;

internal static class EntriesSetup
{
    public static IHostApplicationBuilder AddEntries(this IHostApplicationBuilder builder) => builder;
}
