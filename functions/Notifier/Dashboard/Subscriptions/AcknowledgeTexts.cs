using Notifier.Core.Observations;
using Notifier.Subscriptions;

namespace Notifier.Dashboard.Subscriptions;

/// <summary>What the page behind the link “I have seen it” says, in the language of the subscription.</summary>
internal sealed record AcknowledgeTexts(
    string Language,
    string Title,
    string Lead,
    string Button,
    string DoneTitle,
    string DoneLead,
    string AlreadyTitle,
    string AlreadyLead,
    string EndedTitle,
    string EndedLead)
{
    public static AcknowledgeTexts English { get; } = new(
        "en",
        "Have you seen this warning?",
        "Press the button, and nobody is reminded of it until its value gets 10% worse, it reaches a higher severity, or it ends. All of these are told. It counts for everybody who is told of it.",
        "I have seen it",
        "Noted",
        "No more reminders until it gets worse or ends.",
        "Somebody has seen it already",
        "{0} said so on {1}. There is nothing more to do.",
        "This is over",
        "What this mail told of has ended, and there is nothing to acknowledge any more.");

    public static AcknowledgeTexts Chinese { get; } = new(
        "zh-Hans",
        "您已知悉此预警吗？",
        "按下按钮后，在数值再恶化10%、级别升高或预警解除之前，不再提醒任何人；出现上述情况时仍会通知。此操作对所有收到该预警的人有效。",
        "我已知悉",
        "已记录",
        "在恶化或解除之前不再提醒。",
        "已有人确认",
        "{0}已于{1}确认，无需再操作。",
        "预警已结束",
        "此邮件所述的预警已结束，无需再确认。");

    public static AcknowledgeTexts For(string? language) =>
        language?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true ? Chinese : English;

    public (string Title, string Lead) Of(AcknowledgeView view)
    {
        var links = SubscriptionTexts.For(Language);
        return view.State switch
        {
            AcknowledgeState.Holds => (Title, Lead),
            AcknowledgeState.Done => (DoneTitle, DoneLead),
            AcknowledgeState.Already => (AlreadyTitle, string.Format(System.Globalization.CultureInfo.InvariantCulture, AlreadyLead, view.Episode!.Acknowledged!.By, Day(view.Episode.Acknowledged.At))),
            AcknowledgeState.Ended => (EndedTitle, EndedLead),
            AcknowledgeState.Expired => (links.ExpiredTitle, Language == Chinese.Language ? "较新的邮件附有新的链接。" : "A later mail of this warning has a new link."),
            AcknowledgeState.Gone => (links.GoneTitle, links.GoneLead),
            _ => (links.InvalidTitle, links.InvalidLead),
        };
    }

    private static string Day(Period at) => Period.From(DateOnly.FromDateTime(at.Utc)).ToString();
}
