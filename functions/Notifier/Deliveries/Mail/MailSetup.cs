using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifier.Deliveries.Mailbox;
using Notifier.Deliveries.SendGrid;

namespace Notifier.Deliveries.Mail;

internal static class MailSetup
{
    /// <summary>The e-mail channel that <c>Notifier__Email</c> names.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration("Notifier").ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>();
        services.AddSingleton<MailWriter>();
        services.AddSingleton<MailboxReader>().AddSingleton<MailboxChannel>();
        services.AddSendGridChannel();
        return services.AddSingleton<IChannel>(static provider =>
            provider.GetRequiredService<IOptions<MailOptions>>().Value.Email == MailOptions.SendGrid
                ? provider.GetRequiredService<SendGridChannel>()
                : provider.GetRequiredService<MailboxChannel>());
    }
}
