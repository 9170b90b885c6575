using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Keys;
using Notifier.Deliveries.Proof;

namespace Notifier.Api.Health;

/// <summary><c>/api/health/proof</c>: what the end-to-end check of the last two days found.</summary>
internal static class ProofRoutes
{
    public static void MapProof(this IEndpointRouteBuilder api) => api.MapGroup("/health/proof").RequireScope(KeyScope.Read).WithTags("Health")
        .MapRead("", LastAsync).WithName("proof").WithSummary("Whether everybody was told who was to be told, by the last end-to-end check").Produces<ProofView>();

    private static async Task<IResult> LastAsync(ProofStore proofs, CancellationToken cancellation) =>
        Answer.Json(await proofs.LastAsync(cancellation) is { } last ? ProofView.Of(last) : new ProofView("unknown", null, null, []));

    /// <param name="Status"><c>ok</c>; <c>unproven</c> where something is not as it has to be; <c>unknown</c> before the first check, which comes with the first sweep.</param>
    internal sealed record ProofView(string Status, DateTimeOffset? LastRun, ProofCounts? Counts, IReadOnlyList<Unproven> Unproven)
    {
        public static ProofView Of(ProofResult last) => new(
            last.Unproven == 0 ? "ok" : "unproven", last.At, new(last.Warnings, last.Proven, last.UnderWay, last.DeadLetters, last.Unproven), last.Items);
    }

    /// <param name="Warnings">Recorded in the two days before the check.</param>
    /// <param name="Proven">Deliveries proven by this check: sent, within a summary, or given up. What an earlier check proved is not read again.</param>
    /// <param name="UnderWay">Deliveries in their time.</param>
    /// <param name="DeadLetters">Given up, of severe and extreme warnings.</param>
    internal sealed record ProofCounts(int Warnings, int Proven, int UnderWay, int DeadLetters, int Unproven);
}
