using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;

namespace Notifier.Deliveries.Mail;

/// <summary>“You get this because …”: what a subscription asks for, and when.</summary>
internal static class Because
{
    // Text and HTML and the links of one reader together stay below the 10,000 bytes that SendGrid takes for each.
    private const int LongestBytes = 4000;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>What a subscription matches, one line each.</summary>
    public static IReadOnlyList<string> Lines(SubscriptionMatch match, MailTexts texts)
    {
        List<string> lines = [];
        Add(texts.Labels.Rule, match.Rules);
        Add(texts.Labels.Series, match.Series);
        Add(texts.Labels.Topic, match.Topics);
        Add(texts.Labels.Tag, match.Tags);
        if (lines.Count == 0)
            lines.Add(texts.Sentences.Everything);
        if (match.MinimumSeverity > Severity.Minor)
            lines.Add($"{texts.Labels.Minimum}{texts.Colon}{texts.Severity(match.MinimumSeverity)}");
        return lines;

        void Add(string label, IReadOnlyList<string> ids)
        {
            if (ids.Count > 0)
                lines.Add($"{label}{texts.Colon}{string.Join(", ", ids.Select(id => MailLine.Flatten(id, 100)))}");
        }
    }

    /// <summary>What it matches and when its messages come, one line each.</summary>
    public static IReadOnlyList<string> Lines(Subscription subscription, MailTexts texts) =>
        [.. Lines(subscription.Match, texts), .. texts.Cadence(subscription.Cadence, subscription.Zone)];

    /// <summary>All lines as one, in both forms; what would be too long ends in “…”.</summary>
    public static MailSlot Of(Subscription subscription, MailTexts texts)
    {
        var text = string.Join(texts.Semicolon, Lines(subscription, texts));
        for (var longest = text.Length; ; longest = longest * 3 / 4)
        {
            var cut = MailLine.Flatten(text, longest);
            var html = Encoder.Encode(cut);
            if (Encoding.UTF8.GetByteCount(html) <= LongestBytes)
                return new MailSlot(cut, html);
        }
    }
}
