using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Notifier.Deliveries.Mail;

namespace Notifier.Deliveries.Chat;

/// <summary>Strangers' texts in a chat: on one line, without mentions, within what the chat takes.</summary>
internal static partial class ChatText
{
    /// <summary>Chinese stays three bytes a character; chats read JSON, not pages.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>
    /// Where a chat reads <c>&lt;at …&gt;</c> as a call to a member or to all, the bracket becomes a wide one: it is read the same and calls
    /// nobody. Control and formatting characters become spaces.
    /// </summary>
    public static string Plain(string text, int longest) => Mention().Replace(MailLine.Flatten(text, longest), "＜");

    /// <summary>How many bytes a text takes within a JSON string.</summary>
    public static int Bytes(string text) => JsonEncodedText.Encode(text, Encoder).EncodedUtf8Bytes.Length;

    /// <summary>The longest beginning of whole code points that takes at most so many bytes within JSON, with “…” where it was cut.</summary>
    public static string Cut(string text, int bytes)
    {
        if (Bytes(text) <= bytes)
            return text;
        var cut = new StringBuilder();
        var left = bytes - Bytes("…");
        foreach (var rune in text.EnumerateRunes())
        {
            left -= Bytes(rune.ToString());
            if (left < 0)
                break;
            cut.Append(rune.ToString());
        }

        return cut.Append('…').ToString();
    }

    [GeneratedRegex(@"<(?=\s*/?\s*at\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}
