using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Mail;

/// <summary>The words of the mails in one language.</summary>
public abstract class MailTexts
{
    private static readonly MailTexts English = new EnglishTexts();
    private static readonly MailTexts Chinese = new ChineseTexts();

    public static MailTexts For(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;

    /// <summary>As in <c>lang</c>.</summary>
    public abstract string Language { get; }

    public abstract string Colon { get; }

    /// <summary>Between the parts of a clause.</summary>
    public abstract string Comma { get; }

    /// <summary>Between clauses.</summary>
    public abstract string Semicolon { get; }

    public abstract MailLabels Labels { get; }

    public abstract MailSentences Sentences { get; }

    /// <summary>The reason in the mail's language; the English one where it was recorded in no other.</summary>
    public abstract string Reason(string english, string? chinese);

    public abstract string Severity(Severity severity);

    public abstract string Kind(TransitionKind kind);

    public abstract string Subject(Severity severity, string title, TransitionKind kind);

    /// <summary>One step of an episode before its time: “fired”, “extreme”, “over”.</summary>
    public abstract string Step(TransitionKind kind, Severity severity);

    /// <param name="count">Episodes.</param>
    /// <param name="title">Of the worst.</param>
    public abstract string SummarySubject(SummaryReason reason, int count, Severity worst, string title);

    public abstract string SummaryTitle(SummaryReason reason, int count);

    public abstract string SummaryLead(SummaryReason reason);

    /// <summary>That a summary leaves some out.</summary>
    public abstract string Further(int count);

    /// <summary>When messages come, where that is not simply at once; <paramref name="zone"/> is that of the times.</summary>
    public abstract IEnumerable<string> Cadence(Cadence cadence, string zone);

    /// <summary>Why a channel was switched off.</summary>
    internal abstract string Disabled(DisabledReason reason);

    /// <summary>What a chart shows, for whoever does not see it. Dates and values are ready to be read.</summary>
    public abstract string ChartAlternative(string series, ChartEnds ends);

    /// <param name="level">With its unit.</param>
    /// <param name="whole">False where the rung asks for more than the level.</param>
    public abstract string Rung(Severity severity, string level, bool whole);
}

/// <summary>The ends of a chart and of its line, as they are read.</summary>
/// <param name="Top">The value at the upper edge, with its unit.</param>
public sealed record ChartEnds(string Top, string Bottom, string From, string To, string Lowest, string LowestOn, string Highest, string HighestOn, string Last);

/// <summary>Names of the rows of a table.</summary>
public sealed record MailLabels(
    string Severity, string Kind, string Series, string Date, string Value, string AlreadySince, string Measured, string Steps,
    string Notice, string Published, string Rule, string Topic, string Tag, string Minimum, string Channel, string Reason);

public sealed record MailSentences(
    string Because, string Everything, string SeeWarning, string SeeAll, string Acknowledge, string Manage, string Unsubscribe,
    string ConfirmSubject, string ConfirmLead, string ConfirmButton, string ConfirmFoot, string ConfirmWhat,
    string TestSubject, string TestLead, string NoticeSubject, string NoticeLead, string NoticeWhat, string NoticeHow, string NoticeButton, string BecauseContact);
