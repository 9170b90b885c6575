namespace Notifier.Dashboard.Subscriptions;

/// <summary>What the pages behind the links of mails say, in the language of the subscription.</summary>
internal sealed record SubscriptionTexts(
    string Language,
    string ConfirmTitle,
    string ConfirmLead,
    string ConfirmButton,
    string ConfirmedTitle,
    string ConfirmedLead,
    string LeaveTitle,
    string LeaveLead,
    string LeaveButton,
    string LeftTitle,
    string LeftLead,
    string InvalidTitle,
    string InvalidLead,
    string ExpiredTitle,
    string ExpiredLead,
    string GoneTitle,
    string GoneLead)
{
    public static SubscriptionTexts English { get; } = new(
        "en",
        "Confirm your subscription",
        "Nothing is sent to you before you press the button.",
        "Yes, send me these warnings",
        "You are subscribed",
        "Warnings come to this address from now on. Every mail has a link to leave.",
        "Unsubscribe",
        "Press the button, and no more warnings of this subscription are sent to you.",
        "Unsubscribe",
        "You are unsubscribed",
        "No more warnings of this subscription are sent to you, and your address was deleted with it.",
        "This link is not valid",
        "It may have been cut when it was copied: open it from the mail again. Links of older mails end when the service changes its keys: then use the newest mail, or ask for the subscription again.",
        "This link has expired",
        "Ask for the subscription again, and a new link is mailed to you.",
        "This subscription is no more",
        "Nothing is sent to you by it.");

    public static SubscriptionTexts Chinese { get; } = new(
        "zh-Hans",
        "确认订阅",
        "按下按钮之前，我们不会向您发送任何内容。",
        "是的，请向我发送这些预警",
        "订阅成功",
        "从现在起，预警将发送到此地址。每封邮件都附有退订链接。",
        "退订",
        "按下按钮后，将不再向您发送此订阅的预警。",
        "退订",
        "已退订",
        "不再向您发送此订阅的预警，您的地址已随之删除。",
        "链接无效",
        "链接可能在复制时被截断：请从邮件中重新打开。服务更换密钥后，旧邮件中的链接会失效：请使用最新邮件中的链接，或重新订阅。",
        "链接已过期",
        "请重新订阅，我们会向您发送新的链接。",
        "此订阅已不存在",
        "不会再因此向您发送任何内容。");

    public static SubscriptionTexts For(string? language) =>
        language?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true ? Chinese : English;
}
