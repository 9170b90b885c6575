namespace Notifier.Cli.Scoring;

/// <summary>Says how far a long run is: nothing within the first second, then a line at most once a second.</summary>
internal sealed class ScoreProgress(TextWriter output, int total)
{
    private readonly Lock _one = new();
    private long _said = TimeProvider.System.GetTimestamp();
    private int _done;

    public void Done()
    {
        lock (_one)
        {
            _done++;
            if (TimeProvider.System.GetElapsedTime(_said) < TimeSpan.FromSeconds(1) || _done == total)
                return;
            _said = TimeProvider.System.GetTimestamp();
            output.WriteLine($"notifier score: {_done} of {total} series");
        }
    }
}
