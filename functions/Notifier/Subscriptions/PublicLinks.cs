using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Notifier.Subscriptions;

/// <summary>The addresses that mails lead to. A page there shows; only a POST to the same address does something.</summary>
internal sealed class PublicLinks(IOptions<LinkOptions> options, IConfiguration configuration, IServer? server = null)
{
    public const string ConfirmPath = "/subscriptions/confirm";
    public const string UnsubscribePath = "/subscriptions/unsubscribe";
    public const string ManagePath = "/subscriptions/manage";
    public const string AcknowledgePath = "/episodes/acknowledge";
    public const string WarningPath = "/warnings/";

    /// <summary>Without a slash at its end.</summary>
    public string Base => (Given(options.Value.PublicUrl) ?? OfSite() ?? OfServer() ?? "http://localhost:7071").TrimEnd('/');

    public string Confirm(string token) => $"{Base}{ConfirmPath}?token={token}";

    public string Unsubscribe(string token) => $"{Base}{UnsubscribePath}?token={token}";

    public string Manage(string token) => $"{Base}{ManagePath}?token={token}";

    /// <param name="token">From <see cref="LinkTokens.CreateAcknowledgeAsync"/>.</param>
    public string Acknowledge(string token) => $"{Base}{AcknowledgePath}?token={token}";

    /// <summary>Where all warnings are read.</summary>
    public string Warnings => Base + WarningPath.TrimEnd('/');

    public string Warning(string warningId) => $"{Base}{WarningPath}{warningId}";

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>Azure names the site so.</summary>
    private string? OfSite() => Given(configuration["WEBSITE_HOSTNAME"]) is { } host ? "https://" + host : null;

    private string? OfServer()
    {
        var address = server?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        // Listening on all addresses is none to go to.
        return address?.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal);
    }
}
