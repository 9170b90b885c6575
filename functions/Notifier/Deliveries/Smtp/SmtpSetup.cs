using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Notifier.Deliveries.Smtp;

internal static class SmtpSetup
{
    public static IServiceCollection AddSmtp(this IServiceCollection services)
    {
        services.AddOptions<SmtpOptions>().BindConfiguration("Smtp").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SmtpOptions>, SmtpOptionsCheck>();
        return services.AddSingleton<SmtpMessages>().AddSingleton<SmtpCarrier>();
    }
}
