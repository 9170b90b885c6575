using System.Text;
using Microsoft.AspNetCore.Http;
using Notifier.Sources;

namespace Notifier.Tests.Sources.Clients;

/// <summary>One typed client as the ten cases see it: what is asked for, and what its API answers in each of them.</summary>
internal sealed class ClientShape
{
    /// <summary>The key that every shape with a key has: whoever finds it in a log or an error has found a leak.</summary>
    public const string Key = "k3yk3yk3yk3yk3yk3yk3yk3yk3yk3y42";

    public required string Kind { get; init; }

    /// <summary>The setting of its key as the configuration names it; null where it has none.</summary>
    public string? KeySetting { get; init; }

    /// <summary>What its key looks like, where not every text is one.</summary>
    public string KeyValue { get; init; } = Key;

    public required SourceSeries[] Series { get; init; }

    /// <summary>Where the poll begins.</summary>
    public SourceCursor From { get; init; } = SourceCursor.Start;

    /// <summary>When the poll is.</summary>
    public DateTimeOffset Now { get; init; } = SourceBench.Now;

    /// <summary>What all is well looks like.</summary>
    public required Func<SeenRequest, Reply> Success { get; init; }

    /// <summary><c>nickel 2024-07-12 90500</c> a line: what comes of it.</summary>
    public required string[] Lines { get; init; }

    public required Case Paging { get; init; }

    public required Case Missing { get; init; }

    public required Case Holiday { get; init; }

    public required Case ErrorWith200 { get; init; }

    /// <summary>How much of its body is left of one that broke off, of 1.</summary>
    public double Cut { get; init; } = 0.6;

    public IEnumerable<(string, string?)> Settings => KeySetting is null ? [] : [(KeySetting, KeyValue)];

    public SourceDefinition Definition(StandIn server) =>
        new("watched", Kind, server.Address.ToString(), "0 0 18 * * *", "UTC", null, Series, new Dictionary<string, string>());
}

/// <summary>What the API answers in one case, and what comes of it; or why it has no such case.</summary>
/// <param name="Failure">Its reason and a piece of its words; null where there is none.</param>
internal sealed record Case(Func<SeenRequest, Reply>? Answer, string[] Lines, (SourceFailureReason Reason, string Words)? Failure = null, string? Absent = null)
{
    public static Case None(string because) => new(null, [], Absent: because);

    public static Case Of(Func<SeenRequest, Reply> answer, params string[] lines) => new(answer, lines);

    public static Case Fails(Func<SeenRequest, Reply> answer, SourceFailureReason reason, string words, params string[] lines) => new(answer, lines, (reason, words));
}

internal sealed record Reply(byte[] Body, string ContentType = "application/json", int Status = 200)
{
    public static Reply Json(string body, int status = 200) => new(Encoding.UTF8.GetBytes(body), Status: status);

    public static Reply Csv(string body) => new(Encoding.UTF8.GetBytes(body), "application/vnd.sdmx.data+csv;version=1.0.0;charset=utf-8");

    public static Reply Html(string body, int status = 200) => new(Encoding.UTF8.GetBytes(body), "text/html; charset=utf-8", status);

    public (string Name, string Value)[] Headers { get; init; } = [];

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = ContentType;
        foreach (var (name, value) in Headers)
            context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(Body);
    }
}
