using Notifier.Core.Indicators;
using Notifier.Core.Observations;

namespace Notifier.Cli.Backtesting;

/// <summary>A series to be looked at, and the others that an indicator may name.</summary>
internal sealed record InspectedSeries(Series Series, History History, OtherSeries Others, IReadOnlySet<string> Known)
{
    /// <param name="texts"><c>FILE.csv</c> or <c>ID=FILE.csv</c>; the series itself is the one without an id, else the first.</param>
    /// <param name="frequency">Of the series itself; null = by its dates.</param>
    /// <exception cref="UnreadableInputException">A file cannot be read.</exception>
    public static InspectedSeries Read(IReadOnlyList<string> texts, Frequency? frequency)
    {
        var own = texts.FirstOrDefault(text => IdOf(text) is null) ?? texts[0];
        var others = texts.Where(text => text != own).Select(text => ReadOne(text, null)).ToList();
        var (series, history) = ReadOne(own, frequency);
        return new(series, history, OtherSeries.Of(others), others.Select(other => other.Series.Id).ToHashSet(StringComparer.Ordinal));
    }

    /// <returns>Null where the text is a path alone.</returns>
    public static string? IdOf(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && Identifier.IsValid(text.AsSpan(0, at)) ? text[..at] : null;

    private static (Series Series, History History) ReadOne(string text, Frequency? frequency)
    {
        var id = IdOf(text);
        var file = PriceCsv.Read(id is null ? text : text[(id.Length + 1)..]);
        return (new(id ?? "series", "", frequency ?? FrequencyGuess.Of(file)), file.History);
    }
}
