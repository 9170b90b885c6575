using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifier.Api.Problems;

namespace Notifier.Api.Keys;

/// <summary><c>Authorization: Bearer ntf_…</c> (RFC 6750, header form only; a key in the address would end in logs).</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    KeyRing keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    public const string ScopeClaim = "scope";

    /// <summary>The token of a request, if it carries one.</summary>
    public static string? Token(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? value["Bearer ".Length..].Trim() : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Token(Request) is not { } token)
            return AuthenticateResult.NoResult();
        var (verdict, id, scope) = await keys.JudgeAsync(token, Context.RequestAborted);
        if (verdict != KeyVerdict.Valid)
            return AuthenticateResult.Fail(verdict.ToString());
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id), new(ScopeClaim, scope.ToString())], SchemeName);
        return AuthenticateResult.Success(new(new(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message;
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = failure is null ? "Bearer realm=\"notifier\"" : "Bearer realm=\"notifier\", error=\"invalid_token\"";
        // Whoever holds a key that expired or was revoked may know it: nobody else can present it.
        Context.Explain(failure switch
        {
            nameof(KeyVerdict.Expired) => "The key has expired. Ask an administrator for a new one.",
            nameof(KeyVerdict.Revoked) => "The key was revoked. Ask an administrator for a new one.",
            nameof(KeyVerdict.Unknown) => "The key is not known here.",
            _ when Request.Query.ContainsKey("token") => "The token is none of a manage link of this subscription, or it has expired.",
            _ => "Send 'Authorization: Bearer ntf_…' with a valid key.",
        });
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        Context.Explain("The key is valid, but this needs a key of a higher scope (read < publish < admin).");
        return Task.CompletedTask;
    }
}
