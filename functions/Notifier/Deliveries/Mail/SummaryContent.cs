using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;

namespace Notifier.Deliveries.Mail;

/// <summary>What a mail says that tells several warnings: a line for each episode, the worst first.</summary>
public sealed record SummaryContent(
    MailTexts Texts, string Subject, string Title, string Lead, IReadOnlyList<SummaryLine> Lines, MailSlot Because, MailLinks Links)
{
    // More would be a mail that many readers cut; the rest is counted and linked.
    private const int MostLines = 100;

    /// <param name="created">When the mail was made.</param>
    /// <param name="warningLink">Where a warning is shown; the links' own is where all are.</param>
    public static SummaryContent Of(
        WarningSummary summary, Subscription subscription, DateTimeOffset created, Func<string, string> warningLink, MailTexts texts, MailSlot because, MailLinks links)
    {
        var clock = new LocalClock(subscription.Zone, created);
        var worst = MailLine.Flatten(summary.Lines[0].Last.RuleTitle, WarningContent.LongestTitle);
        return new SummaryContent(
            texts,
            MailLine.Flatten(texts.SummarySubject(summary.Reason, summary.Lines.Count, summary.Severity, worst), WarningContent.LongestTitle),
            texts.SummaryTitle(summary.Reason, summary.Lines.Count),
            texts.SummaryLead(summary.Reason),
            [.. summary.Lines.Take(MostLines).Select(line => SummaryLine.Of(line, clock, warningLink, texts))],
            because,
            links)
        { Omitted = Math.Max(0, summary.Lines.Count - MostLines) };
    }

    /// <summary>How many more there are.</summary>
    public int Omitted { get; init; }
}

/// <summary>One episode on one line.</summary>
/// <param name="Severity">The worst; gives the colour.</param>
/// <param name="Story">“fired 02:10, extreme 03:00, over 05:30”.</param>
public sealed record SummaryLine(string Title, string Series, Severity Severity, string Badge, string Story, string Reason, string Value, string Link)
{
    internal static SummaryLine Of(EpisodeLine line, LocalClock clock, Func<string, string> link, MailTexts texts)
    {
        var last = line.Last;
        return new SummaryLine(
            MailLine.Flatten(last.RuleTitle, WarningContent.LongestTitle),
            MailLine.Flatten(last.Entry?.Title ?? last.Series, WarningContent.LongestTitle),
            line.Severity,
            texts.Severity(line.Severity),
            StoryOf(line, clock, texts),
            MailLine.Flatten(texts.Reason(last.Reason, last.ReasonZh), WarningContent.LongestTitle),
            last.Entry is null ? WarningContent.Number(last.Value, last.Unit) : "",
            link(last.Id));
    }

    private static string StoryOf(EpisodeLine line, LocalClock clock, MailTexts texts)
    {
        var steps = line.Warnings
            .SelectMany(warning => warning.Transitions.Count > 0
                ? warning.Transitions.Select(step => (step.Sequence, step.Kind, step.Severity, step.Period))
                : [(warning.Sequence, warning.Kind, warning.Severity, warning.Period)])
            .DistinctBy(step => step.Sequence);
        string? day = null;
        var story = new List<string>();
        foreach (var (_, kind, severity, period) in steps)
        {
            story.Add($"{texts.Step(kind, severity)} {clock.Text(period, ref day)}");
        }

        return string.Join(texts.Comma, story);
    }
}
