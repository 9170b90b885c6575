using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifier.Deliveries.Mail.Charts;
using Notifier.Deliveries.Mailbox;
using Notifier.Deliveries.SendGrid;
using Notifier.Deliveries.Smtp;
using Notifier.Deliveries.Suppressions;

namespace Notifier.Deliveries.Mail;

internal static class MailSetup
{
    /// <summary>The e-mail channel, and what <c>Notifier__Email</c> names to carry it.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration("Notifier").ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>();
        services.AddSingleton<ReaderLinks>().AddSingleton<MailWriter>();
        services.AddSingleton<SeriesCharts>().AddSingleton<ChartPictures>();
        services.AddSingleton<ChartSource>(static provider => provider.GetRequiredService<SeriesCharts>().ReadAsync);
        services.AddSingleton<SuppressionList>();
        services.AddSingleton<MailboxReader>().AddSingleton<MailboxCarrier>();
        services.AddSendGrid();
        services.AddSmtp();
        services.AddSingleton<IMailCarrier>(static provider => provider.GetRequiredService<IOptions<MailOptions>>().Value.Email switch
        {
            MailOptions.SendGrid => provider.GetRequiredService<SendGridCarrier>(),
            MailOptions.Smtp => provider.GetRequiredService<SmtpCarrier>(),
            _ => provider.GetRequiredService<MailboxCarrier>(),
        });
        services.AddSingleton<MailChannel>();
        return services.AddSingleton<IChannel>(static provider => provider.GetRequiredService<MailChannel>());
    }
}
