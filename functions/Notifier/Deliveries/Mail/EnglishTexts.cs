using System.Globalization;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Mail;

internal sealed class EnglishTexts : MailTexts
{
    public override string Language => "en";

    public override string Colon => ": ";

    public override string Comma => ", ";

    public override string Semicolon => "; ";

    public override MailLabels Labels { get; } = new(
        "Severity", "What happened", "Series", "Date", "Value", "True since", "Measured", "Steps", "Notice", "Published", "Rule", "Topic", "Tag", "From severity",
        "Channel", "Why");

    public override MailSentences Sentences { get; } = new(
        Because: "You get this because you subscribed to",
        Everything: "all warnings",
        SeeWarning: "See the warning",
        SeeAll: "See all warnings",
        Acknowledge: "I have seen it: no reminders until it gets worse",
        Manage: "Change what you get",
        Unsubscribe: "Unsubscribe",
        ConfirmSubject: "Confirm your subscription to warnings",
        ConfirmLead: "Somebody, we hope you, asked for warnings to this address. Nothing is sent before you confirm:",
        ConfirmButton: "Confirm the subscription",
        ConfirmFoot: "The link holds for 7 days. If you did not ask for this, ignore it: without a confirmation you hear nothing more.",
        ConfirmWhat: "You will be told of",
        TestSubject: "Test: your warnings arrive here",
        TestLead: "This is the test that was asked for. Nothing has happened; warnings will look like this and come to this address.",
        NoticeSubject: "A channel of your warnings was switched off",
        NoticeLead: "No warnings are sent through this channel any more:",
        NoticeWhat: "Asked for were",
        NoticeHow: "When it works again, open the page of the subscription and switch it on. What was told meanwhile is listed there and is not sent again by itself.",
        NoticeButton: "Open the subscription",
        BecauseContact: "You get this because your address answers for this channel.");

    public override string Reason(string english, string? chinese) => english;

    public override string Severity(Severity severity) => $"{severity.Word()} ({severity.Color()})";

    public override string Kind(TransitionKind kind) => kind.Word();

    public override string Subject(Severity severity, string title, TransitionKind kind) => kind switch
    {
        TransitionKind.Resolved => $"All clear: {title}",
        TransitionKind.Eased => $"Eased to {severity.Word()}: {title}",
        TransitionKind.Corrected => $"Correction, {severity.Word()}: {title}",
        TransitionKind.Reminder => $"Reminder, {severity.Word()}: {title}",
        TransitionKind.Escalated => $"Now {Severity(severity)}: {title}",
        _ => $"Warning, {Severity(severity)}: {title}",
    };

    public override string Step(TransitionKind kind, Severity severity) => kind switch
    {
        TransitionKind.Opened => $"fired as {severity.Word()}",
        TransitionKind.Escalated => severity.Word(),
        TransitionKind.Eased => $"eased to {severity.Word()}",
        TransitionKind.Resolved => "over",
        TransitionKind.Corrected => "corrected",
        _ => $"still {severity.Word()}",
    };

    public override string SummarySubject(SummaryReason reason, int count, Severity worst, string title)
    {
        var what = count == 1 ? $"{title}, at worst {Severity(worst)}" : $"{Warnings(count)}, at worst {Severity(worst)}: {title}";
        return reason switch
        {
            SummaryReason.QuietHours => $"During your quiet hours: {what}",
            SummaryReason.DailyDigest => $"Daily digest: {what}",
            SummaryReason.WeeklyDigest => $"Weekly digest: {what}",
            SummaryReason.Outage => $"Delayed: {what}",
            _ => what,
        };
    }

    public override string SummaryTitle(SummaryReason reason, int count) => reason switch
    {
        SummaryReason.QuietHours => $"{Warnings(count)} during your quiet hours",
        SummaryReason.DailyDigest => $"Daily digest: {Warnings(count)}",
        SummaryReason.WeeklyDigest => $"Weekly digest: {Warnings(count)}",
        SummaryReason.Outage => $"{Warnings(count)} that could not be delivered in time",
        _ => $"{Warnings(count)} that belong together",
    };

    public override string SummaryLead(SummaryReason reason) => reason switch
    {
        SummaryReason.QuietHours => "These were held back so that nobody was woken. One line for each, the worst first.",
        SummaryReason.DailyDigest or SummaryReason.WeeklyDigest => "What happened since the last digest. One line for each, the worst first.",
        SummaryReason.Outage => "Your channel could not be reached while these came. One line for each, the worst first.",
        _ => "They came within moments of each other. One line for each, the worst first.",
    };

    public override string Further(int count) => string.Create(CultureInfo.InvariantCulture, $"And {count} more, less severe.");

    public override IEnumerable<string> Cadence(Cadence cadence, string zone)
    {
        var at = cadence.DigestAt.ToString("HH:mm", CultureInfo.InvariantCulture);
        if (cadence.Digest == DigestPeriod.Daily)
            yield return $"once a day at {at} ({zone})";
        else if (cadence.Digest == DigestPeriod.Weekly)
            yield return $"once a week on {CultureInfo.InvariantCulture.DateTimeFormat.GetDayName(cadence.DigestDay)} at {at} ({zone})";
        if (cadence.Quiet is { } quiet)
            yield return string.Create(CultureInfo.InvariantCulture, $"quiet from {quiet.From:HH:mm} to {quiet.To:HH:mm} ({zone}){(quiet.Override is { } loud && cadence.Digest == DigestPeriod.Immediate ? $", except from {loud.Word()} on" : "")}");
    }

    internal override string Disabled(DisabledReason reason) => reason switch
    {
        DisabledReason.Gone => "the receiver answered that it is gone for good (410)",
        DisabledReason.Failing => "every attempt of five days failed",
        DisabledReason.Bounced => "the mailbox does not exist or refuses mail",
        DisabledReason.Complained => "a mail was reported as spam",
        DisabledReason.Operator => "an operator switched it off",
        _ => "its owner left",
    };

    public override string ChartAlternative(string series, ChartEnds ends) =>
        $"Chart of {series} from {ends.From} to {ends.To}: lowest {ends.Lowest} on {ends.LowestOn}, highest {ends.Highest} on {ends.HighestOn}, last {ends.Last}.";

    public override string Rung(Severity severity, string level, bool whole) => whole ? $"{severity.Word()} from {level}" : $"{severity.Word()} from {level}, with further conditions";

    private static string Warnings(int count) => count == 1 ? "One warning" : string.Create(CultureInfo.InvariantCulture, $"{count} warnings");
}
