using Microsoft.Extensions.Logging;
using Notifier.Core.Warnings;
using Notifier.Dashboard.Charts;

namespace Notifier.Deliveries.Mail.Charts;

/// <summary>The picture of each warning, drawn once for all its readers and kept while they are told.</summary>
internal sealed partial class ChartPictures(ChartSource source, ILogger<ChartPictures> log)
{
    /// <summary>Some forty kilobytes each; the warnings that are being told at one time.</summary>
    private const int Kept = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<WarningPicture?>> _pictures = [];
    private readonly Queue<string> _oldest = [];

    /// <returns>Null where there is nothing to draw, or nothing to draw it with: then the mail goes without.</returns>
    public async Task<WarningPicture?> FindAsync(Warning warning, CancellationToken cancellation)
    {
        Task<WarningPicture?> drawing;
        lock (_lock)
        {
            if (!_pictures.TryGetValue(warning.Id, out drawing!) || drawing is { IsFaulted: true } or { IsCanceled: true })
                _pictures[warning.Id] = drawing = Begin(warning);
        }

        return await drawing.WaitAsync(cancellation);
    }

    private Task<WarningPicture?> Begin(Warning warning)
    {
        _oldest.Enqueue(warning.Id);
        while (_oldest.Count > Kept)
            _pictures.Remove(_oldest.Dequeue());
        // Of nobody's attempt: others wait for it too.
        return Task.Run(() => DrawAsync(warning), CancellationToken.None);
    }

    private async Task<WarningPicture?> DrawAsync(Warning warning)
    {
        if (await source(warning, CancellationToken.None) is not { } chart)
            return null;
        try
        {
            return new WarningPicture(chart, new MailPicture(MailPicture.Chart, ChartPainter.Draw(chart)));
        }
        catch (Exception failure) when (failure is DllNotFoundException or TypeInitializationException or BadImageFormatException or EntryPointNotFoundException)
        {
            // The native library is not made for every machine.
            Log.NotDrawn(log, failure.GetType().Name);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Charts cannot be drawn on this machine ({Exception}): mails go without them")]
        public static partial void NotDrawn(ILogger logger, string exception);
    }
}

/// <summary>A drawn chart, and the words that stand around it.</summary>
internal sealed record WarningPicture(SeriesChart Chart, MailPicture Picture)
{
    public ChartContent Content(MailTexts texts)
    {
        var (points, series) = (Chart.Model.Points, Chart.Model.Series);
        var scale = ChartPainter.Scale(Chart);
        var (low, high) = (points.MinBy(point => point.Value), points.MaxBy(point => point.Value));
        var ends = new ChartEnds(
            Figure(scale.High), Figure(scale.Low), $"{points[0].Period}", $"{points[^1].Period}",
            Figure(low.Value), $"{low.Period}", Figure(high.Value), $"{high.Period}", Figure(points[^1].Value));
        var legend = Chart.Levels.Where(level => ChartPainter.IsShown(level, scale)).Reverse()
            .Select(level => (MailColors.Stroke(level.Severity), texts.Rung(level.Severity, Figure(level.Level), level.Whole)));
        return new ChartContent($"cid:{Picture.ContentId}", texts.ChartAlternative(series.Id, ends), ends, [(MailColors.Line, series.Id), .. legend]);

        string Figure(double value) => NumberText.WithUnit(value, MailLine.Flatten(series.Unit, 40));
    }
}
