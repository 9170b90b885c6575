using Notifier.Api.Deliveries;
using Notifier.Core.Deliveries;
using Notifier.Core.Warnings.Mutes;
using Notifier.Subscriptions;

namespace Notifier.Api.Subscriptions;

/// <param name="Because">Sentences in English.</param>
/// <param name="Delivery">Absent where none was made.</param>
/// <param name="MutedBy">The silence or inhibition that holds the warning.</param>
/// <param name="Summary">The delivery that tells it together with others.</param>
internal sealed record ExplanationView(
    bool Told, ExplainedVerdict Verdict, IReadOnlyList<string> Because, SummaryReason? HeldFor, DateTimeOffset? HeldUntil, WarningMute? MutedBy,
    DeliveryRoutes.DeliveryView? Delivery, DeliveryRoutes.DeliveryView? Summary)
{
    /// <param name="mute">Of the warning.</param>
    public static ExplanationView Of(Explanation explanation, WarningMute? mute) => new(
        explanation.Told,
        explanation.Verdict,
        [.. explanation.Because.Select(sentence => sentence.English)],
        explanation.Delivery?.HeldFor,
        explanation.Delivery?.HeldUntil,
        explanation.Verdict == ExplainedVerdict.Muted ? mute : null,
        explanation.Delivery is { } delivery ? DeliveryRoutes.DeliveryView.Of(delivery) : null,
        explanation.Summary is { } summary ? DeliveryRoutes.DeliveryView.Of(summary) : null);
}
