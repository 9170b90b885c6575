using System.Globalization;
using Notifier.Core.Deliveries;
using Notifier.Core.Warnings;
using Notifier.Deliveries.Mail;

namespace Notifier.Deliveries.Chat;

/// <summary>The words that chats have and mails do not: they speak to a group.</summary>
internal sealed record ChatTexts(
    string Because, string Acknowledge, string ConfirmTitle, string ConfirmLead, string ConfirmFoot, string TestTitle, string TestLead,
    Func<SummaryReason, string> Reason, Func<int, string, string> Count, Func<int, string> More)
{
    public static ChatTexts For(string language) => MailTexts.For(language).Language == "en" ? English : Chinese;

    /// <summary>For example “Quiet hours are over: 3 warnings, the highest severe (orange)”.</summary>
    public string Summary(WarningSummary summary, Func<Severity, string> severity) => Reason(summary.Reason) + Count(summary.Lines.Count, severity(summary.Severity));

    private static readonly ChatTexts English = new(
        "This group gets this because it subscribed to",
        "Seen, no more reminders",
        "Confirm warnings for this group",
        "Somebody, we hope one of you, asked for warnings to this group. Nothing is sent before one of you confirms:",
        "The link holds for 7 days. If none of you asked for this, ignore it: without a confirmation you hear nothing more.",
        "A test of the warnings for this group",
        "A test: nothing has happened. Warnings come here in the same form.",
        reason => reason switch
        {
            SummaryReason.QuietHours => "Quiet hours are over: ",
            SummaryReason.DailyDigest => "Today's digest: ",
            SummaryReason.WeeklyDigest => "This week's digest: ",
            SummaryReason.Outage => "Told late, because this group could not be reached: ",
            _ => "",
        },
        (count, highest) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "warning" : "warnings")}, the highest {highest}"),
        more => string.Create(CultureInfo.InvariantCulture, $"… and {more} more: follow the link"));

    private static readonly ChatTexts Chinese = new(
        "本群收到此消息，是因为订阅了",
        "已知悉，不再提醒",
        "请确认本群的预警订阅",
        "有人（希望是群内成员）为本群申请了预警。确认之前，不会发送任何预警：",
        "链接在 7 天内有效。如果不是群内成员申请，请忽略：未经确认，不会再发送任何内容。",
        "本群预警测试",
        "这是一条测试消息，没有新的预警。预警将以同样的形式发送到本群。",
        reason => reason switch
        {
            SummaryReason.QuietHours => "免打扰时段已结束：",
            SummaryReason.DailyDigest => "每日汇总：",
            SummaryReason.WeeklyDigest => "每周汇总：",
            SummaryReason.Outage => "此前无法送达，现补发：",
            _ => "",
        },
        (count, highest) => string.Create(CultureInfo.InvariantCulture, $"{count} 条预警，最高{highest}"),
        more => string.Create(CultureInfo.InvariantCulture, $"……另有 {more} 条，请打开链接查看"));
}
