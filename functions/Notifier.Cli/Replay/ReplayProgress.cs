using System.Diagnostics;
using System.Globalization;

namespace Notifier.Cli.Replay;

/// <summary>How far the replay is, on standard error: in one line that is overwritten on a terminal, else a line now and then.</summary>
internal sealed class ReplayProgress(TextWriter errors, bool terminal)
{
    private readonly TimeSpan _pause = terminal ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(10);
    private long _last = Stopwatch.GetTimestamp();
    private bool _shown;

    public static ReplayProgress ForConsole() => new(Console.Error, !Console.IsErrorRedirected);

    public TextWriter Writer => errors;

    public void At(DateOnly day, int done, int all)
    {
        if (Stopwatch.GetElapsedTime(_last) < _pause)
            return;
        _last = Stopwatch.GetTimestamp();
        var text = string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}  {100L * done / all} %");
        errors.Write(terminal ? "\r" + text : text + "\n");
        _shown = terminal;
    }

    /// <summary>Makes room for a line of output.</summary>
    public void Clear()
    {
        // "Erase the line": ECMA-48, EL 2.
        if (_shown)
            errors.Write("\e[2K\r");
        _shown = false;
    }
}
