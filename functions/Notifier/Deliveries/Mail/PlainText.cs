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
        if (content.Links.Acknowledge is { } acknowledge)
            Line(text, $"{content.Texts.Sentences.Acknowledge}{colon}{acknowledge}");
        Foot(text, content.Texts, content.Because, content.Links);
        return text.ToString();
    }

    public static string Of(SummaryContent content)
    {
        var (text, texts) = (new StringBuilder(), content.Texts);
        Line(text, content.Title);
        Line(text, content.Lead);
        foreach (var line in content.Lines)
        {
            Line(text);
            Line(text, $"{line.Badge}{texts.Colon}{line.Title}");
            Line(text, line.Value.Length == 0 ? line.Series : $"{line.Series}{texts.Comma}{line.Value}");
            Line(text, line.Story);
            Line(text, line.Reason);
            Line(text, line.Link);
        }

        Line(text);
        if (content.Omitted > 0)
            Line(text, texts.Further(content.Omitted));
        Line(text, $"{texts.Sentences.SeeAll}{texts.Colon}{content.Links.Warning}");
        Foot(text, texts, content.Because, content.Links);
        return text.ToString();
    }

    public static string Of(TestContent content)
    {
        var text = new StringBuilder();
        Line(text, content.Texts.Sentences.TestLead);
        Block(text, content.Texts.Sentences.ConfirmWhat + content.Texts.Colon, content.What);
        Foot(text, content.Texts, content.Because, content.Links);
        return text.ToString();
    }

    public static string Of(NoticeContent content)
    {
        var (text, texts) = (new StringBuilder(), content.Texts);
        Line(text, texts.Sentences.NoticeLead);
        Line(text);
        Line(text, $"{texts.Labels.Channel}{texts.Colon}{content.Channel}");
        Line(text, $"{texts.Labels.Reason}{texts.Colon}{content.Reason}");
        Block(text, texts.Sentences.NoticeWhat + texts.Colon, content.What);
        Line(text);
        Line(text, texts.Sentences.NoticeHow);
        Line(text);
        Line(text, content.Manage);
        Line(text);
        Line(text, "-- ");
        Line(text, texts.Sentences.BecauseContact);
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

    private static void Foot(StringBuilder text, MailTexts texts, MailSlot because, MailLinks links)
    {
        Line(text);
        Line(text, "-- ");
        Line(text, $"{texts.Sentences.Because} {because.Text}");
        Line(text, $"{texts.Sentences.Manage}{texts.Colon}{links.Manage}");
        Line(text, $"{texts.Sentences.Unsubscribe}{texts.Colon}{links.Unsubscribe}");
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
