using Microsoft.Extensions.DependencyInjection;
using Notifier.Hosting;
using Notifier.Sources;
using Notifier.Sources.Polling;

namespace Notifier.Deliveries.Proof;

internal static class ProofSetup
{
    public static IServiceCollection AddProof(this IServiceCollection services)
    {
        services.AddSingleton<ProofStore>().AddSingleton<ProofOfTransitions>().AddSingleton<ProofOfShard>().AddSingleton<EndToEndProof>();
        // The health of sources asks every kind, this one among them.
        services.AddSingleton<Func<SourceHealthReader>>(static provider => provider.GetRequiredService<SourceHealthReader>);
        services.AddSingleton<ISource, SelfSource>();
        return services.AddTimerHandler(WorkTimers.Sweep, static (provider, cancellation) => provider.GetRequiredService<EndToEndProof>().RunAsync(cancellation));
    }
}
