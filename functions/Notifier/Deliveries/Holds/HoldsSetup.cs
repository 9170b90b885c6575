using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Notifier.Deliveries.Holds;

internal static class HoldsSetup
{
    public static IServiceCollection AddHolds(this IServiceCollection services)
    {
        services.AddOptions<HoldOptions>().BindConfiguration("Notifier").ValidateOnStart();
        services.AddSingleton<IValidateOptions<HoldOptions>, HoldOptionsCheck>();
        services.AddSingleton<Summaries>().AddSingleton<HoldStore>();
        return services.AddSingleton<HoldJoin>().AddSingleton<LateHolds>().AddSingleton<ReleasePlan>().AddSingleton<HoldRelease>();
    }
}
