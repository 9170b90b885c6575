using System.Text;
using Notifier.Cli.Rules;
using Notifier.Core.Observations;
using Notifier.Sources;

namespace Notifier.Cli.Backtesting;

/// <summary>A history read as a source would read it: markers of missing values are passed over, what is no number is kept apart, days may stand twice.</summary>
internal sealed record QualityCsv(IReadOnlyList<Observation> Observations, IReadOnlyList<(Period Period, string Text, int Line)> Unreadable, bool IsMonthly)
{
    /// <exception cref="UnreadableInputException">The file cannot be read, or a date is none.</exception>
    public static QualityCsv Read(string path)
    {
        var lines = Encoding.UTF8.GetString(RuleFiles.ReadOne(path).Content).TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var (observations, unreadable, monthly, last) = (new List<Observation>(), new List<(Period, string, int)>(), true, (double?)null);
        for (var index = 1; index < lines.Length; index++)
        {
            if (string.IsNullOrWhiteSpace(lines[index]))
                continue;
            var (date, value) = CsvRow.Read(path, index + 1, lines[index]);
            if (!Period.TryParse(date.Text, out var period))
                throw CsvProblem.At(path, index + 1, date.Column, $"'{date.Text}' is not a date: yyyy-MM-dd, yyyy-MM or an ISO 8601 instant with its offset");
            monthly &= date.Text.Length == 7;
            if (value is not { Text: var text } || ValueText.IsMissing(text))
                continue;
            if (ValueText.TryRead(text, last, out var number))
                observations.Add(new(period, number));
            else
                unreadable.Add((period, text, index + 1));
            last = observations.Count > 0 ? observations[^1].Value : null;
        }

        return observations.Count > 0 ? new(observations, unreadable, monthly) : throw CsvProblem.At(path, 1, 1, "no observation follows the header line");
    }
}
