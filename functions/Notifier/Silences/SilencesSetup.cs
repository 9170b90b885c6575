using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Notifier.Hosting;

namespace Notifier.Silences;

internal static class SilencesSetup
{
    public static IHostApplicationBuilder AddSilences(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<MuteSnapshots>().AddSingleton<SilenceStore>().AddSingleton<InhibitionStore>();
        services.AddSingleton<OpenSources>().AddSingleton<MuteNotes>().AddSingleton<Mutes>();
        services.AddSingleton<Unmuted>().AddSingleton<MuteSweep>();
        services.AddTimerHandler(WorkTimers.Sweep, static (provider, cancellation) => provider.GetRequiredService<MuteSweep>().RunAsync(cancellation));
        return builder;
    }
}
