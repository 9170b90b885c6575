using Microsoft.AspNetCore.Http;
using Notifier.Dashboard.Pages;
using Notifier.Deliveries;

namespace Notifier.Dashboard.Readers;

/// <summary>Reads what the pages of warnings show.</summary>
internal sealed class WarningPages(WarningStore store, DeliveryPages deliveries, PageFrames frames, TimeProvider time)
{
    private const int PageLength = 50;

    /// <returns>Null where the cursor is none of ours.</returns>
    public async Task<WarningsModel?> ListAsync(HttpContext context, CancellationToken cancellation)
    {
        PageCursor? after = null;
        if (context.Request.Query["after"] is { Count: > 0 } asked && !PageCursor.TryParse(asked, out after))
            return null;
        var page = await store.ListAsync(null, null, after, PageLength, cancellation);
        return new(frames.Of(context, "/warnings"), time.GetUtcNow(), Rows(page), page.Next is null ? null : $"/warnings?after={page.Next}");
    }

    public async Task<WarningModel?> FindAsync(HttpContext context, string id, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } stored
            ? new(frames.Of(context, "/warnings"), time.GetUtcNow(), stored.Warning, stored.Recorded,
                Access.IsOperator(context) ? await deliveries.OfWarningAsync(id, cancellation) : null)
            : null;

    public async Task<IReadOnlyList<WarningRow>> LastAsync(string? series, int count, CancellationToken cancellation) =>
        Rows(await store.ListAsync(null, series, null, count, cancellation));

    private static List<WarningRow> Rows(WarningPage page) => [.. page.Warnings.Select(stored => new WarningRow(stored.Warning, stored.Recorded))];
}
