using System.Net;
using System.Text.Json;
using Notifier.Sources.Json;
using Refit;

namespace Notifier.Sources.Http;

/// <summary>What the answer to a typed client means: its content, or why there is none, in the same words as for the generic kinds.</summary>
internal static class ApiAnswer
{
    /// <returns>Null where the answer has content of the type that was asked for.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ApiRequestException">A bug: the request failed before it was sent, for no reason of the network's.</exception>
    /// <param name="setting">The setting of the key that was sent; null where none was.</param>
    public static SourceFailure? Failure<T>(IApiResponse<T> response, string host, CancellationToken cancellation, string? setting = null)
    {
        cancellation.ThrowIfCancellationRequested();
        if (response.HasRequestError(out var request))
            return request.InnerException is { } cause && HttpFailures.Explains(cause) ? HttpFailures.OfException(cause, host) : throw request;
        if (setting is not null && IsAboutKey(response))
            return new(SourceFailureReason.Unauthorized, $"{host} answered {(int)response.StatusCode!.Value}: check the setting {setting}", (int)response.StatusCode.Value);
        if (!response.IsSuccessStatusCode)
            return HttpFailures.OfStatus(response.StatusCode!.Value, HttpFailures.RetryAfter(response.Headers!), host);
        if (response.HasResponseError(out var error))
            return OfBody(error.Content ?? "", error.InnerException as JsonException, host);
        return response.HasContent ? null : new(SourceFailureReason.Empty, $"{host} answered with nothing");
    }

    /// <summary>
    /// As <see cref="Failure"/>, of an API with a key: with what its error body says, without the key; an error with status 200 is told
    /// from another shape.
    /// </summary>
    /// <param name="place">Host and symbol: <c>api.eia.gov (RWTC)</c>.</param>
    public static SourceFailure? Failure<T>(IApiResponse<T> response, string place, ApiKey key, UsedSecrets secrets, CancellationToken cancellation)
    {
        if (Failure(response, place, cancellation, key.Setting) is not { } failure)
            return null;
        var body = Body(response);
        if (failure.Reason == SourceFailureReason.NotTheFormat && failure.Status is null)
            return ErrorBody.Find(body, place, secrets.Quote) ?? failure;
        var detail = failure.Reason == SourceFailureReason.NotFound ? $"{place} answered {failure.Status}: check 'symbol'" : failure.Detail;
        return failure with { Detail = ErrorBody.Words(body) is { } words ? $"{detail}: {secrets.Quote(words)}" : detail };
    }

    /// <summary>The body of an answer that was refused or could not be read; empty where there is none.</summary>
    public static string Body<T>(IApiResponse<T> response) => response.HasResponseError(out var error) ? error.Content ?? "" : "";

    /// <summary>With a page for people, 403 is a firewall's, whatever the key.</summary>
    private static bool IsAboutKey<T>(IApiResponse<T> response) =>
        response.StatusCode == HttpStatusCode.Unauthorized || (response.StatusCode == HttpStatusCode.Forbidden && !WrongFormat.LooksHtml(Body(response)));

    private static SourceFailure OfBody(string text, JsonException? exception, string host) =>
        text.AsSpan().Trim().IsEmpty ? new(SourceFailureReason.Empty, $"{host} answered with nothing") : JsonEnd.Explain(exception, text, host);
}
