using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Notifier.Functions;

/// <summary>
/// Every address of the application. It is the only HTTP function, because the host matches them in the order of their names;
/// <c>/admin</c> and <c>/runtime</c> stay with the host.
/// </summary>
public sealed class Http(Pipeline pipeline)
{
    [Function("Http")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "{*path}")] HttpRequest request)
    {
        await pipeline.RunAsync(request.HttpContext);
        return new EmptyResult();
    }
}
