using System.Globalization;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings.Mutes;
using Notifier.Deliveries;

namespace Notifier.Subscriptions;

/// <summary>Says why a subscription was told of a warning, or what held it back: the matcher, a mute, quiet hours, a digest, the receiver.</summary>
internal sealed class Explanations(DeliveryStore deliveries)
{
    public async Task<Explanation> ExplainAsync(StoredSubscription stored, StoredWarning warning, CancellationToken cancellation)
    {
        var shard = ShardMap.ShardOf(stored.Id);
        var delivery = await deliveries.FindAsync(shard, DeliveryId.Of(warning.Warning, stored.Id), cancellation);
        if (delivery is null)
            return WithoutDelivery(stored, warning);
        var summary = delivery.Summary is { } id ? await deliveries.FindAsync(shard, id, cancellation) : null;
        return OfDelivery(stored, warning, delivery, summary);
    }

    /// <summary>Of a delivery that was made, whatever the subscription wants by now.</summary>
    /// <param name="summary">The delivery that tells it, where it was summarised.</param>
    public static Explanation OfDelivery(StoredSubscription stored, StoredWarning warning, Delivery delivery, Delivery? summary)
    {
        var active = stored.Subscription with { State = SubscriptionState.Active };
        var verdict = active.Judge(warning.Warning);
        IReadOnlyList<Sentence> why = verdict == SubscriptionVerdict.Told
            ? active.Explain(warning.Warning, verdict)
            : [new("It was wanted when it came; the terms have changed since.", "消息产生时符合订阅条件；此后条件有所更改。")];
        var (state, fate) = Fate(summary ?? delivery);
        return new Explanation(state, [.. why, .. Told(delivery, summary), fate], delivery, summary);
    }

    private static Explanation WithoutDelivery(StoredSubscription stored, StoredWarning warning)
    {
        var active = stored.Subscription with { State = SubscriptionState.Active };
        var verdict = active.Judge(warning.Warning);
        if (verdict != SubscriptionVerdict.Told)
            return new(ExplainedVerdict.NotWanted, active.Explain(warning.Warning, verdict));
        if (stored.Subscription.State == SubscriptionState.Pending)
            return new(ExplainedVerdict.NotActive, [new("The subscription waits for its confirmation.", "此订阅尚待确认。")]);
        if (stored.Confirmed is { } confirmed && warning.Recorded < confirmed)
            return new(ExplainedVerdict.BeforeSubscription, [new($"It was recorded at {Text(warning.Recorded)}, before the subscription began at {Text(confirmed)}.", $"此预警记录于 {Text(warning.Recorded)}，早于订阅生效时间 {Text(confirmed)}。")]);
        if (warning.Mute is { Holds: true } mute)
            return new(ExplainedVerdict.Muted, [Muted(mute)]);
        if (stored.Subscription.State == SubscriptionState.Disabled)
            return new(ExplainedVerdict.NotActive, [SwitchedOff(stored.Disabled)]);
        return stored.Changed is { } changed && warning.Recorded < changed
            ? new(ExplainedVerdict.NotMade, [new($"It is wanted now; when it came, other terms held: they were changed at {Text(changed)}.", $"此预警符合目前的条件；产生时适用的是其他条件（更改于 {Text(changed)}）。")])
            : new(ExplainedVerdict.NotMade, [new("It is wanted, and its delivery is not made yet: try again in a minute.", "此预警符合条件，消息尚在生成：请稍后再看。")]);
    }

    private static Sentence Muted(WarningMute mute)
    {
        var (until, chineseUntil) = mute.Until is { } end ? ($" until {Text(end)}", $"，至 {Text(end)}") : ("", "");
        var (comment, chineseComment) = mute.Comment is { Length: > 0 } said ? ($" ({said})", $"（{said}）") : ("", "");
        return mute.Kind == WarningMute.Silence
            ? new($"A silence of {mute.Author}{comment} holds it{until}.", $"{mute.Author} 设置的静默{chineseComment}将其保留{chineseUntil}。")
            : new($"It is held because another warning says more: inhibition {mute.Id}{comment}.", $"已有更重要的预警，此预警被抑制规则 {mute.Id} 保留{chineseComment}。");
    }

    private static IEnumerable<Sentence> Told(Delivery delivery, Delivery? summary)
    {
        if ((summary?.HeldFor ?? delivery.HeldFor) is not { } reason)
            yield break;
        var until = delivery.HeldUntil is { } time ? $" until {Text(time)}" : "";
        var chineseUntil = delivery.HeldUntil is { } end ? $"至 {Text(end)}" : "";
        yield return reason switch
        {
            SummaryReason.QuietHours => new($"Your quiet hours held it{until}.", $"您的免打扰时段将其保留{chineseUntil}。"),
            SummaryReason.DailyDigest => new($"It waits for your daily digest{until}.", $"它归入您的每日摘要{chineseUntil}。"),
            SummaryReason.WeeklyDigest => new($"It waits for your weekly digest{until}.", $"它归入您的每周摘要{chineseUntil}。"),
            SummaryReason.Outage => new("Others came while your receiver could not be reached: they are one message.", "接收端无法连接期间另有消息：合并为一条。"),
            _ => new($"It was held{until} for others that belong to it.", $"等待相关预警一并发送{chineseUntil}。"),
        };
    }

    private static (ExplainedVerdict Verdict, Sentence Sentence) Fate(Delivery delivery)
    {
        var last = delivery.Attempts.Count > 0 ? delivery.Attempts[^1] : null;
        return delivery.State switch
        {
            DeliveryState.Sent => (ExplainedVerdict.Told, new($"It was sent at {Text(last?.At ?? delivery.Created)}.", $"已于 {Text(last?.At ?? delivery.Created)} 发送。")),
            DeliveryState.Dead => (ExplainedVerdict.GivenUp, new($"It was given up after {delivery.Tries} attempts: {Word(last)}.", $"尝试 {delivery.Tries} 次后放弃：{Word(last)}。")),
            DeliveryState.Held => (ExplainedVerdict.Held, new("It is not sent yet.", "尚未发送。")),
            DeliveryState.Waiting => (ExplainedVerdict.UnderWay, new($"The last attempt failed ({Word(last)}); the next one is due at {Text(delivery.Due ?? delivery.Created)}.", $"上次尝试失败（{Word(last)}）；下次尝试时间 {Text(delivery.Due ?? delivery.Created)}。")),
            _ => (ExplainedVerdict.UnderWay, new("It is on its way.", "正在发送。")),
        };
    }

    /// <summary>Why a subscription is not active any more.</summary>
    public static Sentence SwitchedOff(DisabledReason? reason) => reason switch
    {
        DisabledReason.Gone => new("The subscription is switched off: the receiver said that it is gone.", "订阅已停用：接收端表示已不存在。"),
        DisabledReason.Failing => new("The subscription is switched off: its receiver failed for five days.", "订阅已停用：接收端连续五天失败。"),
        DisabledReason.Bounced => new("The subscription is switched off: mail to the address came back.", "订阅已停用：发往此邮箱的邮件被退回。"),
        DisabledReason.Complained => new("The subscription is switched off: a mail was called spam.", "订阅已停用：邮件被标记为垃圾邮件。"),
        DisabledReason.Unsubscribed => new("The subscription was ended by its owner.", "订阅已由订阅者退订。"),
        _ => new("The subscription was switched off by an operator.", "订阅已由管理员停用。"),
    };

    private static string Word(Attempt? attempt) =>
        attempt is null ? "-" : System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(attempt.Reason.ToString()) + (attempt.Status is { } status ? $" {status}" : "");

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
