using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Notifier.Core.Entries.Texts;

namespace Notifier.Sources.Http;

/// <summary>
/// The secrets that a definition names: <c>{secret:NAME}</c> is the setting <c>Secrets__NAME</c>, and nothing else of the
/// configuration, so that whoever may write a source cannot read the other settings through it.
/// </summary>
internal sealed class SourceSecrets(IConfiguration configuration)
{
    public string? Find(string name) => configuration[$"Secrets:{name}"] is { Length: > 0 } secret ? secret : null;
}

/// <summary>The secrets of one request: what its answer says is shown without them.</summary>
internal sealed class UsedSecrets(SourceSecrets secrets)
{
    private readonly List<string> _used = [];

    public string? Find(string name)
    {
        if (secrets.Find(name) is not { } secret)
            return null;
        _used.Add(secret);
        return secret;
    }

    /// <summary>A secret that the request carries and that no definition names: a kind's own key.</summary>
    public void Add(string secret) => _used.Add(secret);

    /// <summary>A piece of an answer as a message may show it: one line, short, without what was secret in the request.</summary>
    public string Quote(string text)
    {
        const int Most = 200;
        var line = new string([.. Hide(text).Select(static letter => char.IsControl(letter) ? ' ' : letter)]).Trim();
        return TextCut.Short(line, Most);
    }

    /// <summary>Without the secrets, in whatever spelling a server repeats them: as they are, or as it writes them into addresses, JSON and HTML.</summary>
    public string Hide(string text) => _used
        .SelectMany(Spellings)
        .Distinct()
        // Of two secrets one may be the beginning of the other.
        .OrderByDescending(static spelling => spelling.Length)
        .Aggregate(text, static (shown, spelling) => shown.Replace(spelling, "***", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Spellings(string secret)
    {
        var json = JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        return
        [
            secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret), WebUtility.HtmlEncode(secret),
            json, json.Replace("/", "\\/", StringComparison.Ordinal), JsonEncodedText.Encode(secret).ToString(),
            json.Replace("&", "\\u0026", StringComparison.Ordinal),
        ];
    }
}
