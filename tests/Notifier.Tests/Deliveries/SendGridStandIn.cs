using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notifier.Core.Tests;

namespace Notifier.Tests.Deliveries;

/// <summary>
/// Stands for SendGrid's API over HTTP. Every request is judged by the published description of mail/send and by the limits that
/// it states in words; what is taken is kept as each recipient would read it.
/// </summary>
internal sealed class SendGridStandIn : IAsyncDisposable
{
    private static readonly string[] Reserved =
        ["x-sg-id", "x-sg-eid", "received", "dkim-signature", "content-type", "content-transfer-encoding", "to", "from", "subject", "reply-to", "cc", "bcc"];

    private readonly WebApplication _application;
    private readonly JsonElement _schema = ReadSchema();

    private SendGridStandIn(WebApplication application) => _application = application;

    public string Host => _application.Urls.First();

    /// <summary>What a right request is answered with.</summary>
    public int Status { get; set; } = 202;

    /// <summary>Headers of the answer.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>Addresses that a call is refused for, and whether the answer names them.</summary>
    public HashSet<string> Refused { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool Names { get; set; } = true;

    /// <summary>Largest body that is taken; more is 413.</summary>
    public int LargestBody { get; set; } = 30_000_000;

    /// <summary>Never answers.</summary>
    public bool Hangs { get; set; }

    public List<(string Path, string Authorization, JsonElement Body)> Requests { get; } = [];

    /// <summary>What was wrong with any request.</summary>
    public List<string> Findings { get; } = [];

    public List<SentLetter> Letters { get; } = [];

    public static async Task<SendGridStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = null);
        var standIn = new SendGridStandIn(builder.Build());
        standIn._application.Run(standIn.AnswerAsync);
        await standIn._application.StartAsync();
        return standIn;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        var body = JsonSerializer.Deserialize<JsonElement>(bytes.ToArray());
        Requests.Add(($"{context.Request.Method} {context.Request.Path}", context.Request.Headers.Authorization.ToString(), body));
        if (Hangs)
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        foreach (var (name, value) in Headers)
            context.Response.Headers[name] = value;
        var wrong = JsonSchema.Findings(_schema, body).Concat(Limits(body)).ToList();
        Findings.AddRange(wrong);
        var recipients = body.GetProperty("personalizations").EnumerateArray().ToList();
        var refused = recipients.Select((recipient, place) => (Address: Address(recipient), Place: place)).Where(each => Refused.Contains(each.Address)).ToList();
        if (bytes.Length > LargestBody)
            await RefuseAsync(context, 413, [null]);
        else if (wrong.Count > 0)
            await RefuseAsync(context, 400, [null]);
        else if (refused.Count > 0)
            await RefuseAsync(context, 400, Names ? refused.Select(each => (string?)$"personalizations.{each.Place}.to.0.email") : [null]);
        else if (Status >= 300)
            await RefuseAsync(context, Status, [null]);
        else
        {
            Letters.AddRange(recipients.Select(recipient => SentLetter.Of(body, recipient)));
            context.Response.StatusCode = Status;
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, IEnumerable<string?> fields)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { errors = fields.Select(field => new { message = "It is not right.", field, help = (string?)null }) });
    }

    /// <summary>What the description says in words only.</summary>
    private static IEnumerable<string> Limits(JsonElement body)
    {
        foreach (var (recipient, place) in body.GetProperty("personalizations").EnumerateArray().Select((recipient, place) => (recipient, place)))
        {
            if (recipient.GetProperty("to").GetArrayLength() != 1)
                yield return $"{place}: readers would see each other";
            foreach (var name in (string[])["substitutions", "custom_args"])
            {
                if (recipient.TryGetProperty(name, out var values) && values.EnumerateObject().Sum(value => Encoding.UTF8.GetByteCount(value.Name) + Encoding.UTF8.GetByteCount(value.Value.GetString()!)) > 10_000)
                    yield return $"{place}: more than 10,000 bytes of {name}";
            }

            if (recipient.TryGetProperty("headers", out var headers) && headers.EnumerateObject().Any(header => Reserved.Contains(header.Name.ToLowerInvariant()) || header.Value.GetString()!.Any(char.IsControl)))
                yield return $"{place}: a header that is reserved or of two lines";
        }

        if (body.GetProperty("subject").GetString()!.Any(char.IsControl))
            yield return "a subject of two lines";
        if (body.GetProperty("categories").EnumerateArray().Any(category => category.GetString()!.Length > 255))
            yield return "a category is too long";
    }

    private static string Address(JsonElement recipient) => recipient.GetProperty("to")[0].GetProperty("email").GetString()!;

    private static JsonElement ReadSchema()
    {
        using var published = JsonDocument.Parse(SharedData.Read("security/email/sendgrid-mail-send.openapi.json"));
        return published.RootElement.GetProperty("paths").GetProperty("/mail/send").GetProperty("post")
            .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").Clone();
    }
}

/// <summary>A mail as its recipient would read it.</summary>
internal sealed record SentLetter(
    string To, string Subject, string Text, string Html, IReadOnlyDictionary<string, string> Headers, IReadOnlyDictionary<string, string> Arguments, int Pictures, bool Sandbox)
{
    public static SentLetter Of(JsonElement body, JsonElement recipient)
    {
        var slots = Map(recipient, "substitutions");
        var content = body.GetProperty("content").EnumerateArray().ToList();
        return new(
            recipient.GetProperty("to")[0].GetProperty("email").GetString()!,
            Filled(body.GetProperty("subject").GetString()!, slots),
            Filled(content[0].GetProperty("value").GetString()!, slots),
            Filled(content[1].GetProperty("value").GetString()!, slots),
            Map(recipient, "headers"),
            Map(recipient, "custom_args"),
            body.TryGetProperty("attachments", out var attachments) ? attachments.EnumerateArray().Count(each => each.GetProperty("disposition").GetString() == "inline" && each.GetProperty("content_id").GetString()!.Length > 0) : 0,
            body.TryGetProperty("mail_settings", out var settings) && settings.GetProperty("sandbox_mode").GetProperty("enable").GetBoolean());
    }

    // As it does: plain text, in subject and both bodies, one tag after the other.
    private static string Filled(string text, IReadOnlyDictionary<string, string> slots) =>
        slots.Aggregate(text, static (filled, slot) => filled.Replace(slot.Key, slot.Value, StringComparison.Ordinal));

    private static Dictionary<string, string> Map(JsonElement recipient, string name) =>
        recipient.TryGetProperty(name, out var values) ? values.EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString()!) : [];
}
