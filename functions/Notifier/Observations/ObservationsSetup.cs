using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Notifier.Observations;

internal static class ObservationsSetup
{
    public static IHostApplicationBuilder AddObservations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ObservationStore>();
        return builder;
    }
}
