using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Notifier.Api;

/// <summary>The headers of every answer, errors included. A page's own policy (the mailbox frame) wins.</summary>
internal static class SecurityHeaders
{
    /// <summary>Everything from here, nothing inline, nothing framed by others.</summary>
    public const string PagePolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        // When the answer starts, because the exception handler clears what was set before it.
        context.Response.OnStarting(static state => Set(((HttpContext)state).Response), context);
        return next(context);
    });

    private static Task Set(HttpResponse response)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        headers.ContentSecurityPolicy = headers.ContentSecurityPolicy.Count > 0 ? headers.ContentSecurityPolicy : PagePolicy;
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
        if (response.HttpContext.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        return Task.CompletedTask;
    }
}
