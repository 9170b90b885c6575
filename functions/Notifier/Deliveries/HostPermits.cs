using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Notifier.Deliveries;

/// <summary>
/// How many requests go to one host at once and in a second, so that a large fan-out is no attack and a host that does not
/// answer occupies few of the places in which others' deliveries are made. Real time, whatever the application's clock says.
/// </summary>
internal sealed class HostPermits : IDisposable
{
    /// <summary>Who has no permit by then goes back, so that no queue message waits for a host that is busy with others.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private const int TokensASecond = 10;

    private readonly DeliveriesOptions _options;
    private readonly PartitionedRateLimiter<string> _limiter;
    private readonly ConcurrentDictionary<string, HostQueue> _queues = new(StringComparer.OrdinalIgnoreCase);

    public HostPermits(IOptions<DeliveriesOptions> options)
    {
        _options = options.Value;
        _limiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<string, string>(host => RateLimitPartition.GetConcurrencyLimiter(host, Concurrency), StringComparer.OrdinalIgnoreCase),
            PartitionedRateLimiter.Create<string, string>(Rate, StringComparer.OrdinalIgnoreCase));
    }

    /// <param name="host">With its port: <see cref="Uri.Authority"/>.</param>
    /// <returns>Given back when the request has ended; null where none came free in time.</returns>
    public async Task<HostPermit?> TakeAsync(string host, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var lease = await _limiter.AcquireAsync(host, 1, patience.Token);
            if (lease.IsAcquired)
                return new HostPermit(lease, Queue(host));
            lease.Dispose();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Busy with others.
        }

        return null;
    }

    /// <summary>When it is worth another look: those that are put back stand in line for the host at the pace it has shown.</summary>
    public DateTimeOffset NextTurn(string host, string deliveryId, DateTimeOffset now) =>
        Queue(host).NextTurn(now, _options.PerHostRate, _options.PerHostConcurrency, Convert.ToInt32(deliveryId[..4], 16) / 65_536.0);

    public void Dispose() => _limiter.Dispose();

    private ConcurrencyLimiterOptions Concurrency(string host) => new()
    {
        PermitLimit = _options.PerHostConcurrency,
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    };

    private RateLimitPartition<string> Rate(string host) => _options.PerHostRate == 0 || IsOwn(host)
        ? RateLimitPartition.GetNoLimiter(host)
        : RateLimitPartition.GetTokenBucketLimiter(host, _ => new()
        {
            TokenLimit = _options.PerHostRate,
            TokensPerPeriod = Math.Max(1, _options.PerHostRate / TokensASecond),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, _options.PerHostRate / TokensASecond) / (double)_options.PerHostRate),
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            AutoReplenishment = true,
        });

    private static bool IsOwn(string host) => Uri.TryCreate($"http://{host}/", UriKind.Absolute, out var url) && url.IsLoopback;

    private HostQueue Queue(string host)
    {
        // Hosts come and go; what is lost is only their pace.
        if (_queues.Count > 10_000)
            _queues.Clear();
        return _queues.GetOrAdd(host, static _ => new HostQueue());
    }
}

/// <summary>The right to make one request to a host.</summary>
internal sealed class HostPermit(RateLimitLease lease, HostQueue queue) : IDisposable
{
    private readonly long _taken = Stopwatch.GetTimestamp();

    public void Dispose()
    {
        lease.Dispose();
        queue.Took(Stopwatch.GetElapsedTime(_taken));
    }
}

/// <summary>Those that were put back, in line for one host.</summary>
internal sealed class HostQueue
{
    /// <summary>A host that has mended itself is not left alone for longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private const double Newest = 0.2;

    private readonly Lock _gate = new();
    private double _seconds;
    private DateTimeOffset _last;

    /// <summary>How long a request has taken, for the pace to be expected.</summary>
    public void Took(TimeSpan time)
    {
        lock (_gate)
            _seconds += Newest * (time.TotalSeconds - _seconds);
    }

    /// <param name="rate">Requests a second; 0 is no limit.</param>
    /// <param name="spread">0 to 1: so that the end of a long line does not come all at once.</param>
    public DateTimeOffset NextTurn(DateTimeOffset now, int rate, int concurrency, double spread)
    {
        lock (_gate)
        {
            var step = Math.Max(_seconds / concurrency, rate == 0 ? 0 : 1.0 / rate);
            var turn = (_last > now ? _last : now.AddSeconds(1)) + TimeSpan.FromSeconds(step);
            if (turn - now > Longest)
                return now + Longest * (0.5 + spread / 2);
            return _last = turn;
        }
    }
}
