using System.Net;

namespace Notifier.Sources.Http;

/// <summary>Asks the address of a source of a generic kind: fills its places, sends what is known already, and tells what the answer means.</summary>
internal sealed class SourceHttp(IHttpClientFactory clients, SourceSecrets settings, TimeProvider time)
{
    /// <param name="accept">Media types that the kind can read.</param>
    public async Task<SourceAnswer> GetAsync(SourceDefinition definition, SourceCursor cursor, string accept, CancellationToken cancellation)
    {
        var secrets = new UsedSecrets(settings);
        var (url, missing) = SourceAddress.Fill(definition, cursor.LastPeriod, time.GetUtcNow(), secrets);
        if (url is null)
            return SourceAnswer.Failed(cursor, NotConfigured(missing!, definition));
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (AddHeaders(request, definition, secrets, accept) is { } failure)
            return SourceAnswer.Failed(cursor, failure);
        AddConditions(request, cursor);
        try
        {
            using var client = clients.CreateClient(SourceClient.Generic);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return await ReadAsync(response, url.Host, cursor, secrets, cancellation);
        }
        catch (Exception exception) when (HttpFailures.Explains(exception))
        {
            return SourceAnswer.Failed(cursor, HttpFailures.OfException(exception, url.Host));
        }
    }

    private static SourceFailure? AddHeaders(HttpRequestMessage request, SourceDefinition definition, UsedSecrets secrets, string accept)
    {
        request.Headers.TryAddWithoutValidation("Accept", accept);
        foreach (var (name, template) in definition.Headers)
        {
            var (value, missing) = Template.Fill(template, (_, argument) => secrets.Find(argument));
            if (value is null)
                return NotConfigured(missing!, definition);
            request.Headers.Remove(name);
            if (value.Any(char.IsControl) || !request.Headers.TryAddWithoutValidation(name, value))
                return new(SourceFailureReason.NotConfigured, $"the header '{name}' cannot be sent with its value");
        }

        return null;
    }

    private static void AddConditions(HttpRequestMessage request, SourceCursor cursor)
    {
        if (cursor.ETag is { } etag)
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        if (cursor.LastModified is { } modified)
            request.Headers.IfModifiedSince = modified;
    }

    private static async Task<SourceAnswer> ReadAsync(HttpResponseMessage response, string host, SourceCursor cursor, UsedSecrets secrets, CancellationToken cancellation)
    {
        if (response.StatusCode == HttpStatusCode.NotModified)
            return new(cursor, [], null, host, secrets, NotModified: true);
        if (response.StatusCode == HttpStatusCode.NoContent)
            return SourceAnswer.Failed(cursor, Nothing(host));
        if (response.StatusCode != HttpStatusCode.OK)
            return SourceAnswer.Failed(cursor, HttpFailures.OfStatus(response.StatusCode, HttpFailures.RetryAfter(response), host));
        var next = cursor with { ETag = AnswerTags.Tag(response.Headers), LastModified = AnswerTags.Modified(response.Content.Headers) };
        var charset = response.Content.Headers.ContentType?.CharSet?.Trim('"', '\'', ' ');
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        return body.Length == 0
            ? SourceAnswer.Failed(cursor, Nothing(host))
            : new(next, body, charset, host, secrets);
    }

    private static SourceFailure Nothing(string host) => new(SourceFailureReason.Empty, $"{host} answered with nothing");

    private static SourceFailure NotConfigured(string place, SourceDefinition definition) => new(
        SourceFailureReason.NotConfigured,
        place.StartsWith("{secret:", StringComparison.Ordinal) ? $"the setting Secrets__{place[8..^1]} is missing: the definition names it as {place}"
        : place == "{key}" ? $"the setting Secrets__{definition.Id.Replace('-', '_')} is missing: the definition names it as {place}"
        : $"{place} has no value in the settings");
}

/// <summary>What a source answered.</summary>
/// <param name="Cursor">With the tags of this answer; the period is the adapter's to move on.</param>
/// <param name="Charset">As the Content-Type header names it.</param>
/// <param name="Host">For messages: the only part of the address that they may name.</param>
/// <param name="Secrets">What was sent with the request, and may come back in the answer.</param>
internal sealed record SourceAnswer(
    SourceCursor Cursor,
    byte[] Body,
    string? Charset,
    string Host,
    UsedSecrets? Secrets,
    bool NotModified = false,
    SourceFailure? Failure = null)
{
    public static SourceAnswer Failed(SourceCursor cursor, SourceFailure failure) => new(cursor, [], null, "", null, Failure: failure);

    public string Text => BodyText.Decode(Body, Charset);

    /// <inheritdoc cref="UsedSecrets.Quote"/>
    public string Quote(string text) => Secrets!.Quote(text);
}
