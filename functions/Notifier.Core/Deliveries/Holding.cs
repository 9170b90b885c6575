using System.Globalization;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;

namespace Notifier.Core.Deliveries;

/// <summary>
/// When a subscription is told of a warning that it wants.
/// <list type="number">
/// <item>A digest gets everything, at its time; a time in quiet hours is their end.</item>
/// <item>In quiet hours what is new and severe enough is told at once; everything else at their end. What eases or is over wakes nobody.</item>
/// <item>Outside them a grouped subscription is told after the group wait, in which more may come that belongs to it. Quiet hours that
/// begin within the wait hold it until their end.</item>
/// </list>
/// </summary>
public static class Holding
{
    /// <param name="now">When it comes to be told; for an explanation afterwards, when it was recorded.</param>
    /// <param name="groupWait">Zero where nothing is grouped.</param>
    public static HoldVerdict Judge(Subscription subscription, Warning warning, DateTimeOffset now, TimeSpan groupWait)
    {
        var (cadence, zone) = (subscription.Cadence, LocalTimes.Zone(subscription.Zone));
        if (cadence.Digest != DigestPeriod.Immediate)
            return new(cadence.Digest == DigestPeriod.Daily ? SummaryReason.DailyDigest : SummaryReason.WeeklyDigest, cadence.NextDigest(zone, now));
        var wakes = cadence.Quiet is { } quiet && quiet.IsOverriddenBy(warning);
        if (cadence.Quiet?.Until(zone, now) is { } morning)
            return wakes ? HoldVerdict.AtOnce with { Overrides = true } : new(SummaryReason.QuietHours, morning);
        if (groupWait <= TimeSpan.Zero || !subscription.IsGrouped())
            return HoldVerdict.AtOnce;
        var waited = now + groupWait;
        return !wakes && cadence.Quiet?.Until(zone, waited) is { } end ? new(SummaryReason.QuietHours, end) : new(SummaryReason.Group, waited);
    }

    /// <summary>Whether it is told at once in quiet hours: it is new, or worse, or was wrong, and severe enough.</summary>
    public static bool IsOverriddenBy(this QuietHours quiet, Warning warning) =>
        warning.Severity >= quiet.Override
        && warning.Kind is TransitionKind.Opened or TransitionKind.Escalated or TransitionKind.Corrected;

    /// <summary>People read one message rather than three; a program groups for itself.</summary>
    public static bool IsGrouped(this Subscription subscription) => subscription.Cadence.Grouped ?? subscription.Channel.Type != ChannelType.Webhook;

    /// <summary>Whether warnings can be held for longer than the group wait.</summary>
    public static bool HoldsLong(this Cadence cadence) => cadence.Digest != DigestPeriod.Immediate || cadence.Quiet is not null;

    /// <summary>One sentence for who asks why a warning has not come yet.</summary>
    public static string Explain(this HoldVerdict verdict, Subscription subscription)
    {
        var cadence = subscription.Cadence;
        if (verdict is not { Reason: { } reason, Until: { } until })
            return verdict.Overrides ? $"Told at once: quiet hours do not hold what is {cadence.Quiet!.Override!.Value.Word()} or worse." : "Told at once.";
        var why = reason switch
        {
            SummaryReason.DailyDigest => $"the daily digest at {Text(cadence.DigestAt)}",
            SummaryReason.WeeklyDigest => $"the weekly digest on {cadence.DigestDay} at {Text(cadence.DigestAt)}",
            SummaryReason.QuietHours when cadence.Quiet is { } quiet => $"quiet hours from {Text(quiet.From)} to {Text(quiet.To)}",
            _ => "others that belong to it",
        };
        var local = TimeZoneInfo.ConvertTime(until, LocalTimes.Zone(subscription.Zone));
        return string.Create(CultureInfo.InvariantCulture, $"Kept back for {why}, until {local:yyyy-MM-dd HH:mm:ss} in {subscription.Zone}.");
    }

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
