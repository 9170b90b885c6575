using System.Net.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SendGrid;

namespace Notifier.Deliveries.SendGrid;

internal static class SendGridSetup
{
    private const string Client = "sendgrid";

    public static IServiceCollection AddSendGrid(this IServiceCollection services)
    {
        services.AddOptions<SendGridOptions>().BindConfiguration("SendGrid").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SendGridOptions>, SendGridOptionsCheck>();
        services.AddHttpClient(Client, client => client.Timeout = TimeSpan.FromSeconds(30))
            // The client lives as long as the application; its connections do not, so that names are resolved again.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2), AllowAutoRedirect = false })
            .RemoveAllLoggers();
        services.AddSingleton<ISendGridClient>(static provider =>
        {
            var options = provider.GetRequiredService<IOptions<SendGridOptions>>().Value;
            var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(Client);
            return new SendGridClient(http, new SendGridClientOptions { ApiKey = options.ApiKey, Host = options.Url });
        });
        services.AddSingleton<SendGridMessages>().AddSingleton<SendGridCarrier>();
        services.AddSingleton<EventSignature>().AddSingleton<SendGridEvents>();
        return services;
    }
}
