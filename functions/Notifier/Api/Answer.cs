using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Notifier.Api;

/// <summary>The answers that are no problems.</summary>
internal static class Answer
{
    public static IResult NoContent { get; } = Results.NoContent();

    public static IResult NotModified { get; } = Results.StatusCode(StatusCodes.Status304NotModified);

    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, ApiJson.Options, statusCode: status);

    public static IResult Created<T>(string location, T value) => new Located(location, Json(value, StatusCodes.Status201Created));

    /// <summary>GET, and HEAD as its shadow.</summary>
    public static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder endpoints, string pattern, Delegate handler) =>
        endpoints.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);

    private sealed record Located(string Location, IResult Inner) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = Location;
            return Inner.ExecuteAsync(httpContext);
        }
    }
}
