using Notifier.Core.Episodes;
using Notifier.Core.Warnings;

namespace Notifier.Deliveries.Mail;

/// <summary>The words of the mails in one language.</summary>
public sealed record MailTexts(
    string Language,
    string Colon,
    Func<Severity, string> Severity,
    Func<TransitionKind, string> Kind,
    Func<Severity, string, TransitionKind, string> Subject,
    MailLabels Labels,
    MailSentences Sentences)
{
    public static MailTexts For(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;

    /// <summary>Between the parts of a clause.</summary>
    public string Comma => ReferenceEquals(this, Chinese) ? "，" : ", ";

    /// <summary>Between clauses.</summary>
    public string Semicolon => ReferenceEquals(this, Chinese) ? "；" : "; ";

    /// <summary>The reason in the mail's language; the English one where it was recorded in no other.</summary>
    public string Reason(string english, string? chinese) => ReferenceEquals(this, Chinese) ? chinese ?? english : english;

    private static readonly MailTexts English = new(
        "en",
        ": ",
        severity => severity switch
        {
            Core.Warnings.Severity.Minor => "minor (blue)",
            Core.Warnings.Severity.Moderate => "moderate (yellow)",
            Core.Warnings.Severity.Severe => "severe (orange)",
            _ => "extreme (red)",
        },
        kind => kind.Word(),
        (severity, title, kind) => kind switch
        {
            TransitionKind.Resolved => $"All clear: {title}",
            TransitionKind.Eased => $"Eased to {severity.Word()}: {title}",
            TransitionKind.Corrected => $"Correction, {severity.Word()}: {title}",
            TransitionKind.Reminder => $"Reminder, {severity.Word()}: {title}",
            TransitionKind.Escalated => $"Now {severity.Word()} ({severity.Color()}): {title}",
            _ => $"Warning, {severity.Word()} ({severity.Color()}): {title}",
        },
        new MailLabels("Severity", "What happened", "Series", "Date", "Value", "True since", "Measured", "Steps", "Notice", "Published", "Rule", "Topic", "Tag", "From severity"),
        new MailSentences(
            "You get this because you subscribed to",
            "all warnings",
            "See the warning",
            "Change what you get",
            "Unsubscribe",
            "Confirm your subscription to warnings",
            "Somebody, we hope you, asked for warnings to this address. Nothing is sent before you confirm:",
            "Confirm the subscription",
            "The link holds for 7 days. If you did not ask for this, ignore it: without a confirmation you hear nothing more.",
            "You will be told of"));

    private static readonly MailTexts Chinese = new(
        "zh-Hans",
        "：",
        // The four levels of China's national warning scale: 一般, 较重, 严重, 特别严重.
        severity => severity switch
        {
            Core.Warnings.Severity.Minor => "蓝色（一般）",
            Core.Warnings.Severity.Moderate => "黄色（较重）",
            Core.Warnings.Severity.Severe => "橙色（严重）",
            _ => "红色（特别严重）",
        },
        kind => kind.Chinese(),
        (severity, title, kind) => kind switch
        {
            TransitionKind.Resolved => $"预警解除：{title}",
            TransitionKind.Eased => $"降为{severity.Chinese()}预警：{title}",
            TransitionKind.Corrected => $"{severity.Chinese()}预警更正：{title}",
            TransitionKind.Reminder => $"{severity.Chinese()}预警提醒：{title}",
            TransitionKind.Escalated => $"升为{severity.Chinese()}预警：{title}",
            _ => $"{severity.Chinese()}预警：{title}",
        },
        new MailLabels("级别", "变化", "序列", "日期", "数值", "条件成立始于", "依据数据", "经过", "公告", "发布时间", "规则", "主题", "标签", "最低级别"),
        new MailSentences(
            "您收到此邮件，是因为您订阅了",
            "全部预警",
            "查看预警",
            "更改订阅",
            "退订",
            "请确认预警订阅",
            "有人（希望是您本人）为此邮箱申请了预警。确认之前，我们不会发送任何预警：",
            "确认订阅",
            "链接在 7 天内有效。如果不是您本人申请，请忽略此邮件：未经确认，您不会再收到任何内容。",
            "您将收到"));
}

/// <summary>Names of the rows of a table.</summary>
public sealed record MailLabels(
    string Severity, string Kind, string Series, string Date, string Value, string AlreadySince, string Measured, string Steps,
    string Notice, string Published, string Rule, string Topic, string Tag, string Minimum);

public sealed record MailSentences(
    string Because, string Everything, string SeeWarning, string Manage, string Unsubscribe,
    string ConfirmSubject, string ConfirmLead, string ConfirmButton, string ConfirmFoot, string ConfirmWhat);
