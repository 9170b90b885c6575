using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Notifier.Api;

/// <summary>OPTIONS on a known address answers 204 with Allow; routing itself would say 405. Other origins get no CORS headers.</summary>
internal static class OptionsRequests
{
    public static IApplicationBuilder UseOptionsRequests(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        await next(context);
        var response = context.Response;
        if (HttpMethods.IsOptions(context.Request.Method) && response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false })
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            response.Headers.Allow = $"{response.Headers.Allow}, OPTIONS";
        }
    });
}
