using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Bodies;
using Notifier.Api.Idempotency;
using Notifier.Api.Paging;
using Notifier.Api.Problems;

namespace Notifier.Api.Keys;

/// <summary><c>/api/keys</c>: make, list and revoke keys.</summary>
internal static class KeyRoutes
{
    private const int LongestName = 100;

    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/keys").RequireScope(KeyScope.Admin).WithTags("Keys");
        keys.MapRead("", ListAsync).WithName("listKeys").WithSummary("Keys, the revoked ones too; never the key itself").Produces<Page<KeyView>>();
        keys.MapPost("", CreateAsync).Idempotent().WithName("createKey").WithSummary("Makes a key; its token is in this answer only")
            .Accepts<KeyBody>("application/json").Produces<NewKeyView>(201);
        keys.MapDelete("/{id}", RevokeAsync).WithName("revokeKey").WithSummary("Revokes a key at once").Produces(204);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, KeyStore store, CancellationToken cancellation)
    {
        var (page, problem) = PageRequest.Read(request, "keys");
        if (problem is not null)
            return problem;
        var rest = (await store.ListAsync(cancellation)).SkipWhile(key => string.CompareOrdinal(key.Id, page.After) <= 0).ToList();
        var items = rest.Take(page.Limit).Select(KeyView.Of).ToList();
        return Answer.Json(new Page<KeyView>(items, PageRequest.Next("keys", items.LastOrDefault()?.Id, rest.Count > items.Count)));
    }

    private static async Task<IResult> CreateAsync(HttpRequest request, KeyStore store, TimeProvider time, CancellationToken cancellation)
    {
        var (body, problem) = await JsonBody.ReadAsync<KeyBody>(request);
        if (body is null)
            return problem!;
        var errors = body.Check(time.GetUtcNow()).ToList();
        if (errors.Count > 0)
            return await JsonBody.RefuseAsync(request, errors);
        var (key, token) = await store.CreateAsync(body.Name, body.Scope, body.Expires?.ToUniversalTime(), cancellation);
        return Answer.Created($"/api/keys/{key.Id}", new NewKeyView(key.Id, token, key.Name, key.Scope, key.Created, key.Expires));
    }

    private static async Task<IResult> RevokeAsync(string id, KeyStore store, KeyRing ring, TimeProvider time, CancellationToken cancellation)
    {
        var keys = await store.ListAsync(cancellation);
        if (keys.FirstOrDefault(key => key.Id == id) is not { } revoked)
            return Problem.NotFound("such key");
        var now = time.GetUtcNow();
        if (!ring.HasConfiguredKey && !keys.Any(key => key.Id != id && key.IsWorkingAdmin(now)))
            return new Problem(ProblemKind.Conflict, "This is the last admin key that works. Make another one first.");
        if (revoked.Revoked is null)
            await store.RevokeAsync(id, cancellation);
        return Answer.NoContent;
    }

    /// <param name="Name">For people: who uses it.</param>
    internal sealed record KeyBody(string Name, KeyScope Scope, DateTimeOffset? Expires = null)
    {
        public IEnumerable<ProblemError> Check(DateTimeOffset now)
        {
            if (Name.Length is 0 or > LongestName || Name.Any(char.IsControl))
                yield return new("/name", $"Give a name of 1 to {LongestName} characters on one line.") { Code = "invalid-value" };
            if (Expires <= now)
                yield return new("/expires", "The key would have expired already.") { Code = "invalid-value" };
        }
    }

    internal sealed record KeyView(
        string Id,
        string Name,
        KeyScope Scope,
        DateTimeOffset Created,
        DateTimeOffset? Expires,
        DateTimeOffset? Revoked,
        DateTimeOffset? LastUsed)
    {
        public static KeyView Of(ApiKey key) => new(key.Id, key.Name, key.Scope, key.Created, key.Expires, key.Revoked, key.LastUsed);
    }

    /// <param name="Key">The token; shown in this answer and never again.</param>
    internal sealed record NewKeyView(string Id, string Key, string Name, KeyScope Scope, DateTimeOffset Created, DateTimeOffset? Expires);
}
