using System.Text;
using Notifier.Cli.Rules;
using Notifier.Core.Observations;
using Notifier.Sources;

namespace Notifier.Cli.Backtesting;

/// <summary>A history read as a source would read it: markers of missing values are passed over, what is no number is kept apart, days may stand twice.</summary>
internal sealed record QualityCsv(IReadOnlyList<Observation> Observations, IReadOnlyList<OddCell> Odd, bool IsMonthly)
{
    /// <exception cref="UnreadableInputException">The file cannot be read, or a date is none.</exception>
    public static QualityCsv Read(string path)
    {
        var lines = Encoding.UTF8.GetString(RuleFiles.ReadOne(path).Content).TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        if (Period.TryParse(Dated(CsvRow.Read(path, 1, lines[0]).First.Text), out _))
            throw CsvProblem.At(path, 1, 1, "this is an observation: a header line is expected before it, for example date,value");
        var (observations, odd, monthly, last) = (new List<Observation>(), new List<OddCell>(), true, (double?)null);
        for (var index = 1; index < lines.Length; index++)
        {
            if (string.IsNullOrWhiteSpace(lines[index]))
                continue;
            var (date, value) = CsvRow.Read(path, index + 1, lines[index]);
            if (!Period.TryParse(Dated(date.Text), out var period))
                throw CsvProblem.At(path, index + 1, date.Column, $"'{date.Text}' is not a date: yyyy-MM-dd, yyyy-MM or an ISO 8601 instant with its offset");
            monthly &= date.Text.Length == 7;
            var text = value?.Text ?? "";
            if (ValueText.IsMissing(text))
                odd.Add(new(period, "missing", $"'{text}' on line {index + 1} stands for no value"));
            else if (!ValueText.TryRead(text, last, out var number))
                odd.Add(new(period, "unreadable", $"'{text}' on line {index + 1} is no number"));
            else
                Add(observations, odd, new(period, number), text, index + 1);
            last = observations.Count > 0 ? observations[^1].Value : null;
        }

        return observations.Count > 0 ? new(observations, odd, monthly) : throw CsvProblem.At(path, 1, 1, "no observation follows the header line");
    }

    private static void Add(List<Observation> observations, List<OddCell> odd, Observation observation, string text, int line)
    {
        observations.Add(observation);
        if (text.Contains(',', StringComparison.Ordinal))
            odd.Add(new(observation.Period, "separator", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"'{text}' on line {line} is read as {observation.Value:R}")));
    }

    /// <summary>A blank between day and time is a T to ISO 8601.</summary>
    private static string Dated(string text) => text.Length > 10 && text[10] == ' ' ? $"{text[..10]}T{text[11..]}" : text;
}

/// <summary>A cell that is not simply a number.</summary>
/// <param name="Kind"><c>missing</c>, <c>unreadable</c> or <c>separator</c>.</param>
internal readonly record struct OddCell(Period Period, string Kind, string Detail);
