using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Notifier.Sources.Http;

/// <summary>Keeps requests to one host apart, whichever sources they are for.</summary>
internal sealed class HostPacing(IOptions<SourceHttpOptions> options)
{
    private readonly ConcurrentDictionary<string, Turns> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for this request's turn.</summary>
    public Task WaitAsync(Uri target, CancellationToken cancellation)
    {
        // A host on this machine is the operator's own.
        if (target.IsLoopback || options.Value.HostInterval == TimeSpan.Zero)
            return Task.CompletedTask;
        var delay = _hosts.GetOrAdd(target.Host, static _ => new Turns()).Take(TimeProvider.System.GetUtcNow(), options.Value.HostInterval);
        return delay > TimeSpan.Zero ? Task.Delay(delay, cancellation) : Task.CompletedTask;
    }

    internal sealed class Turns
    {
        private readonly Lock _gate = new();
        private DateTimeOffset _free;

        /// <returns>How long to wait.</returns>
        public TimeSpan Take(DateTimeOffset now, TimeSpan interval)
        {
            lock (_gate)
            {
                var turn = _free > now ? _free : now;
                _free = turn + interval;
                return turn - now;
            }
        }
    }
}

/// <summary>The place of <see cref="HostPacing"/> in the pipeline: above the timeout of a try, because to wait for one's turn is no failure.</summary>
internal sealed class PacingHandler(HostPacing pacing) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await pacing.WaitAsync(request.RequestUri!, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
