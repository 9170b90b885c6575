using Microsoft.AspNetCore.Http;

namespace Notifier.Dashboard;

/// <summary>303 after a form: loading the page again sends nothing again.</summary>
internal sealed record SeeOther(string Location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = Location;
        return Task.CompletedTask;
    }
}
