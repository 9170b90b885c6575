using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Notifier.Api.Problems;
using Notifier.Deliveries;

namespace Notifier.Dashboard;

/// <summary>The button of a dead letter. A page of another site can make a browser post too, so the form carries a token of ours.</summary>
internal static class DeadLetterReplay
{
    public static async Task<IResult> ReplayAsync(string id, HttpContext context, DeliveryReader reader, IAntiforgery antiforgery, CancellationToken cancellation)
    {
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
            return new Problem(ProblemKind.BadRequest, "The form is none of this page, or too old: load the page again.");
        if (!DeliveryAddress.TryParse(id, out var address))
            return Problem.NotFound("such delivery");
        return await reader.ReplayAsync(address, cancellation)
            ? new SeeOther("/deliveries?done=replayed")
            : new Problem(ProblemKind.Conflict, "It is not a dead letter any more.");
    }
}
