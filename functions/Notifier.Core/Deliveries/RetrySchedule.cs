using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Notifier.Core.Deliveries;

/// <summary>
/// When a failed delivery is tried again: 5 s, 5 m, 30 m, 2 h, 5 h, 10 h, 10 h after the failure (27 h 35 min in all, the
/// schedule that Standard Webhooks recommends), each with 0 to 20 % on top so that receivers are not met in step; never early.
/// </summary>
public static class RetrySchedule
{
    /// <summary>The longest wait that a receiver may ask for with Retry-After.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(24);

    /// <summary>
    /// After so many attempts without a result a delivery is given up: it may be what ends the process each time. Generous, because
    /// mostly it is not: with a lease of two minutes each, a process that ends at every attempt is borne for 40 minutes.
    /// </summary>
    public const int MaximumInterruptions = 20;

    private const double Jitter = 0.2;

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(10),
    ];

    /// <summary>The first attempt and one for each delay.</summary>
    public static int MaximumAttempts => Delays.Length + 1;

    /// <param name="deliveryId">Gives the jitter, together with the attempt: the same failure is retried at the same time, whoever computes it.</param>
    /// <param name="attempts">Attempts made so far, the failed one included: at least 1.</param>
    /// <param name="retryAfter">What the receiver asked for; it can make the wait longer, up to 24 h, and never shorter.</param>
    /// <returns>When to try again; null when the delivery is given up.</returns>
    public static DateTimeOffset? Next(string deliveryId, int attempts, DateTimeOffset failedAt, TimeSpan? retryAfter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        if (attempts > Delays.Length)
            return null;
        var scheduled = Delays[attempts - 1] * (1 + Jitter * Fraction(deliveryId, attempts));
        var asked = retryAfter is { } wait && wait > scheduled ? wait : scheduled;
        return failedAt + (asked > LongestRetryAfter ? LongestRetryAfter : asked);
    }

    /// <summary>Evenly spread over [0, 1).</summary>
    private static double Fraction(string deliveryId, int attempt)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{deliveryId}|{attempt}"), hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / (uint.MaxValue + 1.0);
    }
}
