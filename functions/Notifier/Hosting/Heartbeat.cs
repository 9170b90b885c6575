using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Notifier.Hosting;

/// <summary>
/// Tells somebody outside that the minute sweep ran, so that its silence is noticed when nothing here can tell of it any more: GET of
/// the address, or of the address and <c>/fail</c> when the sweep failed, as Healthchecks takes it. At most once a minute; an
/// address is as good as a secret and is in no log.
/// </summary>
internal sealed partial class Heartbeat(IHttpClientFactory clients, IOptions<HeartbeatOptions> options, TimeProvider time, ILogger<Heartbeat> log)
{
    public const string Client = "heartbeat";

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    // The timer comes each minute, a little earlier or later.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(50);

    private readonly Lock _lock = new();
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    /// <summary>How many pings failed since the last one that did not.</summary>
    public int Failures { get; private set; }

    /// <summary>Never fails: a sweep is no worse for it.</summary>
    /// <param name="well">Whether the sweep did what it had to.</param>
    public async Task BeatAsync(bool well, CancellationToken cancellation)
    {
        if (options.Value.HeartbeatUrl is not { Length: > 0 } url || !IsTime())
            return;
        try
        {
            using var client = clients.CreateClient(Client);
            using var answer = await client.GetAsync(well ? new Uri(url) : Failing(url), HttpCompletionOption.ResponseHeadersRead, cancellation);
            Count(answer.IsSuccessStatusCode ? null : $"status {(int)answer.StatusCode}");
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            // Its message may hold the address.
            Count(failure.GetType().Name);
        }
    }

    private static Uri Failing(string url)
    {
        var failing = new UriBuilder(url);
        failing.Path = failing.Path.TrimEnd('/') + "/fail";
        return failing.Uri;
    }

    private bool IsTime()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now - _last < Pause)
                return false;
            _last = now;
            return true;
        }
    }

    private void Count(string? problem)
    {
        var before = Failures;
        Failures = problem is null ? 0 : before + 1;
        if (problem is not null && before == 0)
            Log.Failed(log, problem);
        else if (problem is null && before > 0)
            Log.Again(log, before);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The heartbeat ping failed with {Problem}; further failures are counted and not logged")]
        public static partial void Failed(ILogger logger, string problem);

        [LoggerMessage(Level = LogLevel.Information, Message = "The heartbeat ping is answered again, after {Failures} failures")]
        public static partial void Again(ILogger logger, int failures);
    }
}

/// <summary>Section <c>Notifier</c>: the outside heartbeat.</summary>
internal sealed class HeartbeatOptions
{
    /// <summary>
    /// <c>Notifier__HeartbeatUrl</c>: asked with GET after each minute sweep, for example <c>https://hc-ping.com/&lt;id&gt;</c>; with
    /// <c>/fail</c> behind its path where the sweep failed. Default: empty, nobody is asked.
    /// </summary>
    public string? HeartbeatUrl { get; set; }

    public bool IsRight => string.IsNullOrEmpty(HeartbeatUrl)
        || (Uri.TryCreate(HeartbeatUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Fragment.Length == 0);
}

internal static class HeartbeatSetup
{
    public static IHostApplicationBuilder AddHeartbeat(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<HeartbeatOptions>().BindConfiguration("Notifier")
            .Validate(static options => options.IsRight, "Notifier__HeartbeatUrl: an absolute http or https URL without user name and fragment, or empty.").ValidateOnStart();
        // Without the factory's loggers: they write the whole URL. Its host is the operator's own choice, so that it is not judged.
        builder.Services.AddHttpClient(Heartbeat.Client, static client => client.Timeout = Heartbeat.Timeout)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null, MaxResponseHeadersLength = 64 })
            .RemoveAllLoggers();
        builder.Services.AddSingleton<Heartbeat>();
        return builder;
    }
}
