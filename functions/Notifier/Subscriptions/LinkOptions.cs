using Microsoft.Extensions.Options;

namespace Notifier.Subscriptions;

/// <summary>Section <c>Notifier</c>: the links in mails.</summary>
internal sealed class LinkOptions
{
    public const int ShortestKey = 32;

    /// <summary>
    /// <c>Notifier__PublicUrl</c>: what the links in mails begin with, for example <c>https://warnings.example.org</c>. Default: the
    /// address that the application listens on (on Azure the site's own host name).
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>
    /// <c>Notifier__LinkKey</c>: base64 of at least 32 random bytes that sign the links in mails. Default: made once and kept in table
    /// Keys. Whoever changes it ends all links sent before.
    /// </summary>
    public string? LinkKey { get; set; }
}

/// <summary>Judges the settings at start; the key is never repeated.</summary>
internal sealed class LinkOptionsCheck : IValidateOptions<LinkOptions>
{
    public ValidateOptionsResult Validate(string? name, LinkOptions options)
    {
        var failures = new List<string>();
        if (!string.IsNullOrEmpty(options.PublicUrl) && !IsBase(options.PublicUrl))
            failures.Add("Notifier__PublicUrl: an absolute http or https URL without query, for example https://warnings.example.org");
        if (!string.IsNullOrEmpty(options.LinkKey) && !IsKey(options.LinkKey))
            failures.Add($"Notifier__LinkKey: base64 of at least {LinkOptions.ShortestKey} bytes, or empty");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsBase(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0;

    private static bool IsKey(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) && written >= LinkOptions.ShortestKey;
    }
}
