using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifier.Hosting;
using Notifier.Sources;
using Notifier.Sources.Polling;

namespace Notifier.Deliveries.Proof;

/// <summary>Section <c>Notifier</c>: the end-to-end check.</summary>
internal sealed class ProofOptions
{
    /// <summary><c>Notifier__Proof</c>, default <c>01:00:00</c>: from one check to the next; <c>00:00:00</c> makes none.</summary>
    public TimeSpan Proof { get; set; } = TimeSpan.FromHours(1);
}

internal static class ProofSetup
{
    public static IServiceCollection AddProof(this IServiceCollection services)
    {
        services.AddOptions<ProofOptions>().BindConfiguration("Notifier")
            .Validate(static options => options.Proof >= TimeSpan.Zero && options.Proof <= EndToEndProof.Window, "Notifier__Proof: a time from 00:00:00, which is never, to 2.00:00:00.").ValidateOnStart();
        services.AddSingleton<ProofStore>().AddSingleton<ProofOfTransitions>().AddSingleton<ProofOfShard>().AddSingleton<EndToEndProof>();
        // The health of sources asks every kind, this one among them.
        services.AddSingleton<Func<SourceHealthReader>>(static provider => provider.GetRequiredService<SourceHealthReader>);
        services.AddSingleton<ISource, SelfSource>();
        return services.AddTimerHandler(WorkTimers.Sweep, static (provider, cancellation) =>
            provider.GetRequiredService<IOptions<ProofOptions>>().Value.Proof is { Ticks: > 0 } period ? provider.GetRequiredService<EndToEndProof>().RunAsync(period, cancellation) : Task.CompletedTask);
    }
}
