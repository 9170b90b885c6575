using System.ComponentModel.DataAnnotations;

namespace Notifier.Sources.Http;

/// <summary>Section <c>Notifier:Sources</c>: how sources are asked. All times are real time, whatever the application's clock says.</summary>
internal sealed class SourceHttpOptions
{
    /// <summary>One try, its body included. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Further tries within one poll after a transient failure. Default 2.</summary>
    [Range(0, 5)]
    public int Retries { get; set; } = 2;

    /// <summary>Before the first of them, then twice as long each time, with jitter. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A Retry-After up to this is waited for within the poll; a longer one postpones the next poll. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:02:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Between the beginnings of two requests to one host; nothing on this machine. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan HostInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Largest body after decompression, in bytes. Default 8 MiB.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int LargestBody { get; set; } = 8 * 1024 * 1024;
}
