using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Bodies;
using Notifier.Api.Problems;
using Notifier.Deliveries.SendGrid;

namespace Notifier.Api.SendGrid;

/// <summary><c>/api/sendgrid/events</c>: SendGrid's Event Webhook. Its signature is the key; without <c>SendGrid__WebhookKey</c> there is no such address.</summary>
internal static class SendGridRoutes
{
    // SendGrid posts at most some hundred kilobytes at once.
    private const int MostEvents = 5000;

    public static void MapSendGridEvents(this IEndpointRouteBuilder api) =>
        api.MapPost("/sendgrid/events", ReceiveAsync).AllowAnonymous().WithTags("SendGrid")
            .WithName("receiveSendGridEvents").WithSummary("SendGrid's Event Webhook: bounces, complaints and leaving, signed by SendGrid")
            .Accepts<JsonElement>("application/json").Produces(204);

    private static async Task<IResult> ReceiveAsync(HttpRequest request, EventSignature signature, SendGridEvents events, CancellationToken cancellation)
    {
        if (!signature.IsConfigured)
            return Problem.NotFound("such address: SendGrid__WebhookKey is not set");
        var (body, problem) = await BodyBytes.ReadAsync(request);
        if (problem is not null)
            return problem;
        // The signature is over the bytes as they came: nothing is read from them before.
        if (!signature.Holds(request.Headers[EventSignature.TimestampHeader], request.Headers[EventSignature.SignatureHeader], body.Span))
            return new Problem(ProblemKind.Forbidden, "The events are not signed by the key in SendGrid__WebhookKey, or not within ten minutes of now.");
        if (Read(body) is not { } told)
            return new Problem(ProblemKind.InvalidJson, $"Events are an array of at most {MostEvents} objects.");
        foreach (var each in told)
            await events.HandleAsync(each, cancellation);
        return Results.NoContent();
    }

    private static List<SendGridEvent>? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            return json.RootElement.ValueKind == JsonValueKind.Array && json.RootElement.GetArrayLength() <= MostEvents
                ? [.. json.RootElement.EnumerateArray().Select(SendGridEvent.Read).OfType<SendGridEvent>()]
                : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
