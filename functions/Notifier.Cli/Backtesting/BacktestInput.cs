using Notifier.Cli.Rules;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Cli.Backtesting;

/// <summary>A rule file and the series it is tried on, read whole before anything runs.</summary>
/// <param name="Findings">With an error among them there are no rules.</param>
internal sealed record BacktestInput(IReadOnlyList<Rule> Rules, IReadOnlyList<FileFinding> Findings, IReadOnlyList<(Series Series, History History)> Series)
{
    public bool HasErrors => Findings.Any(located => located.Finding.Level == FindingLevel.Error);

    /// <exception cref="UnreadableInputException">A file cannot be read.</exception>
    public static BacktestInput Read(
        string rulePath,
        IReadOnlyDictionary<string, string> files,
        IReadOnlyDictionary<string, string> units,
        IReadOnlyDictionary<string, string> frequencies,
        IReadOnlyDictionary<string, string> calendars)
    {
        var rule = RuleFiles.ReadOne(rulePath);
        return Judge(rule, ReadSeries(RuleDocument.Parse(rule.Content).Rules, files, units, frequencies, calendars));
    }

    /// <summary>The rules of a file, judged against the series that there are.</summary>
    public static BacktestInput Judge(RuleFile rule, IReadOnlyList<(Series Series, History History)> series)
    {
        var document = RuleDocument.Parse(rule.Content, id => Known(id)?.Unit, id => Known(id)?.Frequency);
        return new(document.Rules, [.. document.Findings.Select(finding => new FileFinding(rule.Path, ForBacktest(finding)))], series);

        Series? Known(string id) => series.FirstOrDefault(known => known.Series.Id == id).Series;
    }

    /// <param name="written">The rules, for the units that they name.</param>
    /// <exception cref="UnreadableInputException">A file cannot be read, or an option names a series that has none.</exception>
    public static IReadOnlyList<(Series Series, History History)> ReadSeries(
        IReadOnlyList<Rule> written,
        IReadOnlyDictionary<string, string> files,
        IReadOnlyDictionary<string, string> units,
        IReadOnlyDictionary<string, string> frequencies,
        IReadOnlyDictionary<string, string> calendars)
    {
        RequireSeries("--calendar", calendars.Keys, files);
        RequireSeries("--unit", units.Keys, files);
        RequireSeries("--frequency", frequencies.Keys, files);
        return [.. files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => Read(file.Key, file.Value))];

        (Series Series, History History) Read(string id, string path)
        {
            var file = PriceCsv.Read(path);
            var frequency = frequencies.TryGetValue(id, out var word) ? Enum.Parse<Frequency>(word, ignoreCase: true) : FrequencyGuess.Of(file);
            return (new(id, units.GetValueOrDefault(id) ?? NamedUnits.Of(written, id), frequency, calendars.GetValueOrDefault(id) ?? ""), file.History);
        }
    }

    /// <summary>The mend of a missing series lies on the command line here.</summary>
    private static Finding ForBacktest(Finding finding) => finding.Code == FindingCodes.MissingSeries.Word
        ? finding with { Message = "no --series names this series: add --series ID=FILE.csv, or correct the id" }
        : finding;

    private static void RequireSeries(string option, IEnumerable<string> ids, IReadOnlyDictionary<string, string> files)
    {
        foreach (var id in ids.Where(id => !files.ContainsKey(id)))
            throw new UnreadableInputException($"{option} names the series '{id}', but no --series does");
    }
}
