using System.Globalization;
using System.Runtime.InteropServices;
using Notifier.Core.Observations;

namespace Notifier.Cli.Backtesting;

/// <summary>
/// The observations of a file with their lines: taken into a history as they come while their dates ascend, sorted once at the end
/// where they do not. A repeated observation counts once; one date with two values is an error with its place.
/// </summary>
internal sealed class PriceRows(string path)
{
    private readonly History _ascending = new();
    private readonly List<int> _lines = [];
    private List<Row>? _unsorted;

    private readonly record struct Row(Observation Observation, int Line);

    public void Add(Observation observation, int line)
    {
        if (_unsorted is null && _ascending.Count > 0 && observation.Period <= _ascending.Last.Period)
        {
            if (observation == _ascending.Last)
                return;
            _unsorted = Taken();
        }

        if (_unsorted is not null)
        {
            _unsorted.Add(new(observation, line));
            return;
        }

        _ascending.Append(observation);
        _lines.Add(line);
    }

    /// <exception cref="UnreadableInputException">There is none, or a date has two values.</exception>
    public History ToHistory() =>
        _unsorted is not null ? Sorted(_unsorted)
        : _ascending.Count > 0 ? _ascending
        : throw CsvProblem.At(path, 1, 1, "no observation follows the header line");

    private List<Row> Taken()
    {
        var rows = new List<Row>(_ascending.Count * 2);
        for (var index = 0; index < _ascending.Count; index++)
            rows.Add(new(_ascending[index], _lines[index]));
        return rows;
    }

    private History Sorted(List<Row> rows)
    {
        rows.Sort(static (left, right) => left.Observation.Period.CompareTo(right.Observation.Period) is not 0 and var order ? order : left.Line.CompareTo(right.Line));
        var (history, before) = (new History(rows.Count), default(Row));
        foreach (ref readonly var row in CollectionsMarshal.AsSpan(rows))
        {
            if (history.Count == 0 || row.Observation.Period > before.Observation.Period)
                history.Append(row.Observation);
            else if (!row.Observation.Value.Equals(before.Observation.Value))
                throw CsvProblem.At(path, row.Line, 1, $"{row.Observation.Period} stands on line {before.Line} already, with {Plain(before)} instead of {Plain(row)}");
            before = row;
        }

        return history;
    }

    private static string Plain(Row row) => row.Observation.Value.ToString("R", CultureInfo.InvariantCulture);
}
