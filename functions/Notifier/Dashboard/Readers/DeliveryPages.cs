using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Notifier.Dashboard.Pages;
using Notifier.Deliveries;
using Notifier.Subscriptions;

namespace Notifier.Dashboard.Readers;

/// <summary>Reads what the pages show of deliveries: to operators only, and never a whole address.</summary>
internal sealed class DeliveryPages(
    DeliveryReader reader, SubscriptionStore subscriptions, WarningStore warnings, PageFrames frames, IAntiforgery antiforgery, TimeProvider time)
{
    private const int PageLength = 50;

    /// <returns>Null where the cursor is none of ours.</returns>
    public async Task<DeadLettersModel?> DeadAsync(HttpContext context, CancellationToken cancellation)
    {
        PageCursor? after = null;
        if (context.Request.Query["after"] is { Count: > 0 } asked && !PageCursor.TryParse(asked, out after))
            return null;
        var page = await reader.DeadAsync(after, PageLength, cancellation);
        var tokens = antiforgery.GetAndStoreTokens(context);
        return new(
            frames.Of(context, "/deliveries"),
            time.GetUtcNow(),
            await RowsAsync(page.Deliveries, cancellation),
            new(tokens.FormFieldName, tokens.RequestToken!),
            context.Request.Query["done"] == "replayed",
            page.Next is null ? null : $"/deliveries?after={page.Next}");
    }

    public async Task<IReadOnlyList<DeliveryRow>> OfWarningAsync(string warningId, CancellationToken cancellation) =>
        await RowsAsync((await reader.OfWarningAsync(warningId, null, PageLength, cancellation)).Deliveries, cancellation);

    private async Task<IReadOnlyList<DeliveryRow>> RowsAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation) =>
        await Task.WhenAll(deliveries.Select(async delivery =>
        {
            var stored = await subscriptions.FindAsync(delivery.Subscription, cancellation);
            var warning = delivery.Warning.Length > 0 ? await warnings.FindAsync(delivery.Warning, cancellation) : null;
            return new DeliveryRow(
                DeliveryAddress.Of(delivery).ToString(),
                stored is null ? "a subscription that is gone" : SubscriptionView.Masked(stored.Subscription.Channel),
                Word(delivery.Kind),
                delivery.Warning.Length > 0 ? delivery.Warning : null,
                warning?.Warning.RuleTitle,
                Word(delivery.State),
                delivery.State == Core.Deliveries.DeliveryState.Held ? delivery.HeldUntil : delivery.Due,
                delivery.Created,
                [.. delivery.Attempts.Select(attempt => new AttemptRow(attempt.Number, attempt.At, Word(attempt.Result), Word(attempt.Reason), attempt.Status, attempt.Milliseconds))]);
        }));

    private static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
