using System.Text;

namespace Notifier.Deliveries.Mail;

/// <summary>The plain text of the mails: whole without its HTML.</summary>
internal static class PlainText
{
    public static string Of(WarningContent content)
    {
        var text = new StringBuilder();
        var colon = content.Texts.Colon;
        Line(text, content.Title);
        Line(text, content.Reason);
        Line(text);
        if (content.EntryTitle is { } notice)
            Line(text, $"{content.Texts.Labels.Notice}{colon}{notice}");
        if (content.EntryLink is { } link)
            Line(text, link);
        foreach (var (label, value) in content.Rows)
            Line(text, $"{label}{colon}{value}");
        Block(text, content.Texts.Labels.Measured + colon, [.. content.Numbers.Select(number => $"{number.Date}  {number.Value}")]);
        Block(text, content.Texts.Labels.Steps + colon, content.Steps);
        Line(text);
        Line(text, $"{content.Texts.Sentences.SeeWarning}{colon}{content.Links.Warning}");
        Line(text);
        Line(text, "-- ");
        Line(text, $"{content.Texts.Sentences.Because} {string.Join(content.Texts.Semicolon, content.Because)}");
        Line(text, $"{content.Texts.Sentences.Manage}{colon}{content.Links.Manage}");
        Line(text, $"{content.Texts.Sentences.Unsubscribe}{colon}{content.Links.Unsubscribe}");
        return text.ToString();
    }

    public static string Of(ConfirmationContent content)
    {
        var text = new StringBuilder();
        Line(text, content.Texts.Sentences.ConfirmLead);
        Line(text);
        Line(text, content.Link);
        Block(text, content.Texts.Sentences.ConfirmWhat + content.Texts.Colon, content.What);
        Line(text);
        Line(text, content.Texts.Sentences.ConfirmFoot);
        return text.ToString();
    }

    private static void Block(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        Line(text);
        Line(text, title.TrimEnd());
        foreach (var line in lines)
            Line(text, "  " + line);
    }

    // Line ends do not depend on the machine.
    private static void Line(StringBuilder text, string line = "") => text.Append(line).Append('\n');
}

/// <summary>What the mail says that opens a subscription.</summary>
/// <param name="What">What the subscription asks for.</param>
public sealed record ConfirmationContent(MailTexts Texts, string Link, IReadOnlyList<string> What);
