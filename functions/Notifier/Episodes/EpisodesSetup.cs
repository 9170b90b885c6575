using Microsoft.Extensions.Hosting;

namespace Notifier.Episodes;

internal static class EpisodesSetup
{
    public static IHostApplicationBuilder AddEpisodes(this IHostApplicationBuilder builder) => builder;
}
