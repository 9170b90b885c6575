using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Bodies;
using Notifier.Api.Keys;
using Notifier.Api.Problems;
using Notifier.Core.Subscriptions;
using Notifier.Subscriptions.Addresses;

namespace Notifier.Api.Subscriptions;

/// <summary><c>/api/addresses</c>: what is held about one address, and its end. The address stands in the body, because addresses of requests are logged on their way.</summary>
internal static class AddressRoutes
{
    public static void MapAddresses(this IEndpointRouteBuilder api)
    {
        var addresses = api.MapGroup("/addresses").RequireScope(KeyScope.Admin).WithTags("Addresses");
        addresses.MapPost("/export", ExportAsync).WithName("exportAddress").WithSummary("Everything that is held about an address").Accepts<AddressBody>("application/json").Produces<AddressExport>();
        addresses.MapPost("/erase", EraseAsync).WithName("eraseAddress").WithSummary("Erases everything that is held about an address; again is fine").Accepts<AddressBody>("application/json").Produces<AddressErasure>();
    }

    private static async Task<IResult> ExportAsync(HttpRequest request, AddressRecords records, TimeProvider time, CancellationToken cancellation)
    {
        var (address, problem) = await ReadAsync(request);
        return address is null ? problem! : Answer.Json(AddressExport.Of(await records.ReadAsync(address, cancellation), time.GetUtcNow()));
    }

    private static async Task<IResult> EraseAsync(HttpRequest request, AddressRecords records, CancellationToken cancellation)
    {
        var (address, problem) = await ReadAsync(request);
        return address is null ? problem! : Answer.Json(AddressErasure.Of(await records.EraseAsync(address, cancellation)));
    }

    private static async Task<(EmailAddress? Address, Problem? Problem)> ReadAsync(HttpRequest request)
    {
        var (body, problem) = await JsonBody.ReadAsync<AddressBody>(request);
        if (body is null)
            return (null, problem);
        return EmailAddress.TryParse(body.Address, out var address, out var wrong)
            ? (address, null)
            : (null, await JsonBody.RefuseAsync(request, [new ProblemError("/address", $"address: {wrong}") { Code = "invalid-value" }]));
    }

    internal sealed record AddressBody(string Address);
}
