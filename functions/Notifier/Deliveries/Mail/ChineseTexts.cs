using System.Globalization;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Mail;

internal sealed class ChineseTexts : MailTexts
{
    public override string Language => "zh-Hans";

    public override string Colon => "：";

    public override string Comma => "，";

    public override string Semicolon => "；";

    public override MailLabels Labels { get; } = new(
        "级别", "变化", "序列", "日期", "数值", "条件成立始于", "依据数据", "经过", "公告", "发布时间", "规则", "主题", "标签", "最低级别", "渠道", "原因");

    public override MailSentences Sentences { get; } = new(
        Because: "您收到此邮件，是因为您订阅了",
        Everything: "全部预警",
        SeeWarning: "查看预警",
        SeeAll: "查看全部预警",
        Acknowledge: "已知悉：恶化之前不再提醒",
        Manage: "更改订阅",
        Unsubscribe: "退订",
        ConfirmSubject: "请确认预警订阅",
        ConfirmLead: "有人（希望是您本人）为此邮箱申请了预警。确认之前，我们不会发送任何预警：",
        ConfirmButton: "确认订阅",
        ConfirmFoot: "链接在 7 天内有效。如果不是您本人申请，请忽略此邮件：未经确认，您不会再收到任何内容。",
        ConfirmWhat: "您将收到",
        TestSubject: "测试：预警可以送达此邮箱",
        TestLead: "这是您要求发送的测试邮件。没有发生任何预警；今后的预警将以这种形式发送到此邮箱。",
        NoticeSubject: "您的一个预警渠道已停用",
        NoticeLead: "不再通过以下渠道发送预警：",
        NoticeWhat: "订阅内容",
        NoticeHow: "渠道恢复后，请打开订阅页面重新启用。停用期间的预警可在该页面查看，不会自动补发。",
        NoticeButton: "打开订阅页面",
        BecauseContact: "您收到此邮件，是因为您的邮箱是该渠道的联系邮箱。");

    public override string Reason(string english, string? chinese) => chinese ?? english;

    // The four levels of China's national warning scale: 一般, 较重, 严重, 特别严重.
    public override string Severity(Severity severity) => severity switch
    {
        Core.Warnings.Severity.Minor => "蓝色（一般）",
        Core.Warnings.Severity.Moderate => "黄色（较重）",
        Core.Warnings.Severity.Severe => "橙色（严重）",
        _ => "红色（特别严重）",
    };

    public override string Kind(TransitionKind kind) => kind.Chinese();

    public override string Subject(Severity severity, string title, TransitionKind kind) => kind switch
    {
        TransitionKind.Resolved => $"预警解除：{title}",
        TransitionKind.Eased => $"降为{severity.Chinese()}预警：{title}",
        TransitionKind.Corrected => $"{severity.Chinese()}预警更正：{title}",
        TransitionKind.Reminder => $"{severity.Chinese()}预警提醒：{title}",
        TransitionKind.Escalated => $"升为{severity.Chinese()}预警：{title}",
        _ => $"{severity.Chinese()}预警：{title}",
    };

    public override string Step(TransitionKind kind, Severity severity) => kind switch
    {
        TransitionKind.Opened => $"发布{severity.Chinese()}预警",
        TransitionKind.Escalated => $"升为{severity.Chinese()}",
        TransitionKind.Eased => $"降为{severity.Chinese()}",
        TransitionKind.Resolved => "解除",
        TransitionKind.Corrected => "更正",
        _ => $"仍为{severity.Chinese()}",
    };

    public override string SummarySubject(SummaryReason reason, int count, Severity worst, string title)
    {
        var what = count == 1 ? $"{title}，最高{Severity(worst)}" : $"{Warnings(count)}，最高{Severity(worst)}：{title}";
        return reason switch
        {
            SummaryReason.QuietHours => $"免打扰时段内：{what}",
            SummaryReason.DailyDigest => $"每日汇总：{what}",
            SummaryReason.WeeklyDigest => $"每周汇总：{what}",
            SummaryReason.Outage => $"延迟送达：{what}",
            _ => what,
        };
    }

    public override string SummaryTitle(SummaryReason reason, int count) => reason switch
    {
        SummaryReason.QuietHours => $"免打扰时段内的 {Warnings(count)}",
        SummaryReason.DailyDigest => $"每日汇总：{Warnings(count)}",
        SummaryReason.WeeklyDigest => $"每周汇总：{Warnings(count)}",
        SummaryReason.Outage => $"未能及时送达的 {Warnings(count)}",
        _ => $"相互关联的 {Warnings(count)}",
    };

    public override string SummaryLead(SummaryReason reason) => reason switch
    {
        SummaryReason.QuietHours => "为不打扰您休息，以下预警当时未发送。每项一行，最严重的在前。",
        SummaryReason.DailyDigest or SummaryReason.WeeklyDigest => "自上次汇总以来的情况。每项一行，最严重的在前。",
        SummaryReason.Outage => "以下预警发布时，您的接收渠道无法连通。每项一行，最严重的在前。",
        _ => "以下预警几乎同时发布。每项一行，最严重的在前。",
    };

    public override string Further(int count) => string.Create(CultureInfo.InvariantCulture, $"另有 {count} 项级别不高于以上的预警。");

    public override IEnumerable<string> Cadence(Cadence cadence, string zone)
    {
        var at = cadence.DigestAt.ToString("HH:mm", CultureInfo.InvariantCulture);
        if (cadence.Digest == DigestPeriod.Daily)
            yield return $"每天 {at} 汇总（{zone}）";
        else if (cadence.Digest == DigestPeriod.Weekly)
            yield return $"每周{"日一二三四五六"[(int)cadence.DigestDay]} {at} 汇总（{zone}）";
        if (cadence.Quiet is { } quiet)
            yield return string.Create(CultureInfo.InvariantCulture, $"{quiet.From:HH:mm} 至 {quiet.To:HH:mm} 免打扰（{zone}）{(quiet.Override is { } loud && cadence.Digest == DigestPeriod.Immediate ? $"，{loud.Chinese()}及以上除外" : "")}");
    }

    internal override string Disabled(DisabledReason reason) => reason switch
    {
        DisabledReason.Gone => "接收方答复已永久停用（410）",
        DisabledReason.Failing => "连续五天的每次尝试都失败",
        DisabledReason.Bounced => "邮箱不存在或拒收",
        DisabledReason.Complained => "邮件被举报为垃圾邮件",
        DisabledReason.Operator => "由管理员停用",
        _ => "订阅者已退订",
    };

    public override string ChartAlternative(string series, ChartEnds ends) =>
        $"{series} 走势图，{ends.From} 至 {ends.To}：最低 {ends.Lowest}（{ends.LowestOn}），最高 {ends.Highest}（{ends.HighestOn}），最新 {ends.Last}。";

    public override string Rung(Severity severity, string level, bool whole) => whole ? $"{severity.Chinese()}：{level} 起" : $"{severity.Chinese()}：{level} 起，并须满足其他条件";

    private static string Warnings(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} 项预警");
}
