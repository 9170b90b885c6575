namespace Notifier.Core.Subscriptions;

/// <summary>The address of a bot of a Feishu or Lark group.</summary>
public static class FeishuBot
{
    /// <summary>The longest secret that is taken; Feishu's own have 22 characters.</summary>
    public const int LongestSecret = 128;

    private const string Path = "/open-apis/bot/";

    private static readonly string[] Hosts = ["open.feishu.cn", "open.larksuite.com"];

    /// <param name="anyHost">For use on one machine, with a stand-in for Feishu.</param>
    /// <returns>One sentence for the person who typed it; empty where it is one. It does not repeat the URL.</returns>
    public static string Problem(WebhookUrl url, bool anyHost)
    {
        if (anyHost)
            return "";
        return url.Value is { Scheme: "https", IsDefaultPort: true } && Hosts.Contains(url.Host, StringComparer.Ordinal) && url.Value.AbsolutePath.StartsWith(Path, StringComparison.Ordinal)
            ? ""
            : $"not the address of a group's bot: it begins with https://{Hosts[0]}{Path} or https://{Hosts[1]}{Path}";
    }

    /// <returns>One sentence; empty where the secret is right or null, because a bot may have none.</returns>
    public static string SecretProblem(string? secret) =>
        secret is null || (secret.Length is > 0 and <= LongestSecret && secret.All(character => character is > ' ' and <= '~'))
            ? ""
            : $"not a bot's secret: 1 to {LongestSecret} characters without spaces, as Feishu shows it under “Set signature verification”";
}
