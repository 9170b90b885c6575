namespace Notifier.Hosting;

/// <summary>Time for work under way to end by itself once the process is told to stop.</summary>
internal sealed class GracePeriod : IDisposable
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenRegistration _stopping;

    public GracePeriod(CancellationToken stopping) => _stopping = stopping.Register(() => _over.CancelAfter(Length));

    /// <summary>Cancelled when the grace is over.</summary>
    public CancellationToken Over => _over.Token;

    public void Dispose()
    {
        _stopping.Dispose();
        _over.Dispose();
    }
}
