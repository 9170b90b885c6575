using System.Globalization;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;

namespace Notifier.Deliveries.Mail;

/// <summary>What a mail says, in the order in which it says it: both the plain text and the HTML are made of it.</summary>
/// <param name="Badge">The severity in words, or that all is clear.</param>
/// <param name="Severity">Gives the colour; null when all is clear.</param>
/// <param name="Rows">Label and value.</param>
/// <param name="Numbers">Dates and values that the reason rests on.</param>
/// <param name="Steps">The transitions, where one message tells of several.</param>
/// <param name="EntryLink">Where a notice is read; null where it has no address that may be a link.</param>
/// <param name="Because">What the reader's subscription asks for.</param>
/// <param name="Chart">What stands around the picture; null where there is none.</param>
public sealed record WarningContent(
    MailTexts Texts,
    string Subject,
    string Title,
    string Badge,
    Severity? Severity,
    string Reason,
    IReadOnlyList<(string Label, string Value)> Rows,
    IReadOnlyList<(string Date, string Value)> Numbers,
    IReadOnlyList<string> Steps,
    string? EntryTitle,
    string? EntryLink,
    MailSlot Because,
    MailLinks Links,
    ChartContent? Chart = null)
{
    /// <summary>The longest that still reads as a sentence; strangers' titles can be pages.</summary>
    public const int LongestTitle = 300;

    public static WarningContent Of(Warning warning, MailTexts texts, MailSlot because, MailLinks links, ChartContent? chart = null)
    {
        var title = MailLine.Flatten(warning.RuleTitle, LongestTitle);
        return new WarningContent(
            texts,
            MailLine.Flatten(texts.Subject(warning.Severity, title, warning.Kind), LongestTitle),
            title,
            warning.Kind == TransitionKind.Resolved ? texts.Kind(warning.Kind) : texts.Severity(warning.Severity),
            warning.Kind == TransitionKind.Resolved ? null : warning.Severity,
            MailLine.Flatten(texts.Reason(warning.Reason, warning.ReasonZh), 2000),
            [.. RowsOf(warning, texts)],
            [.. warning.Inputs.Observations.Select(observation => (observation.Period.ToString(), Number(observation.Value, warning.Unit)))],
            warning.Transitions.Count < 2 ? [] : [.. warning.Transitions.Select(step => Step(step, texts))],
            warning.Entry is { } entry ? MailLine.Flatten(entry.Title, LongestTitle) : null,
            warning.Entry is { Link: { } link } && IsLink(link) ? link : null,
            because,
            links,
            chart);
    }

    /// <summary>What a subscription asks for, one line each.</summary>
    public static IReadOnlyList<string> BecauseOf(SubscriptionMatch match, MailTexts texts) => Mail.Because.Lines(match, texts);

    private static IEnumerable<(string, string)> RowsOf(Warning warning, MailTexts texts)
    {
        var labels = texts.Labels;
        yield return (labels.Severity, texts.Severity(warning.Severity));
        yield return (labels.Kind, texts.Kind(warning.Kind));
        yield return (labels.Series, warning.Series);
        yield return (labels.Date, warning.Period.ToString());
        if (warning.Entry is { } entry)
            yield return (labels.Published, entry.Published.ToString());
        else
            yield return (labels.Value, Number(warning.Value, warning.Unit));
        if (warning.AlreadySince is { } since)
            yield return (labels.AlreadySince, since.ToString());
    }

    private static string Step(Transition step, MailTexts texts) =>
        $"{step.Period} {texts.Kind(step.Kind)}{texts.Comma}{texts.Severity(step.Severity)}{texts.Colon}{MailLine.Flatten(texts.Reason(step.Reason, step.ReasonZh), LongestTitle)}";

    internal static string Number(double value, string unit) =>
        (value.ToString("#,0.##########", CultureInfo.InvariantCulture) + " " + MailLine.Flatten(unit, 40)).TrimEnd();

    private static bool IsLink(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
}
