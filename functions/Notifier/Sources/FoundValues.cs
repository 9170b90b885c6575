using System.Globalization;
using Notifier.Core.Observations;

namespace Notifier.Sources;

/// <summary>What was found of one series in an answer: its values, those that are missing, and those that cannot be read.</summary>
internal sealed class FoundValues
{
    // For one period, as of a revision that is appended; of thousands none is the right one.
    private const int MostOfPeriod = 20;

    // Cells that nobody can read are footnotes as long as they are few.
    private const double MostUnread = 0.2;

    private readonly SortedDictionary<Period, List<double>> _values = [];
    private int _rows;
    private int _read;
    private Period? _newestUnread;
    private bool _beginsUnread;
    private bool _endsUnread;

    /// <summary>By period; several values of one period as they came: which of them counts is judged with the known ones at hand.</summary>
    public IReadOnlyList<Observation> Observations => [.. _values.SelectMany(period => period.Value.Select(value => new Observation(period.Key, value)))];

    public int Dated { get; private set; }

    /// <summary>Newest period that has a row.</summary>
    public Period? Newest { get; private set; }

    /// <summary>True where any item has a place for the value, if only an empty one.</summary>
    public bool HasPlace { get; set; }

    /// <summary>The value that was read last.</summary>
    public double? Last { get; private set; }

    /// <summary>Periods without a value, of those that should have one.</summary>
    public int Missing { get; private set; }

    public int Unread { get; private set; }

    /// <summary>The first that cannot be read, with its place.</summary>
    public string? FirstUnread { get; private set; }

    /// <summary>Nobody knows what the others are then: the form has changed.</summary>
    public bool IsUnreadable => Unread > MostUnread * (Unread + _read);

    /// <summary>Whether the newest cannot be read: then it is not known what the series stands at.</summary>
    public bool IsNewestUnread => _beginsUnread || _endsUnread || (_newestUnread is { } period && !(Newest > period) && !_values.ContainsKey(period));

    public string Problem => Unread == 1 ? FirstUnread! : string.Create(CultureInfo.InvariantCulture, $"{FirstUnread} ({Unread} of {Unread + _read} values cannot be read)");

    public void Date(Period period)
    {
        Dated++;
        if (!(Newest > period))
            Newest = period;
    }

    public void Miss() => Missing++;

    public void Add(Period period, double value)
    {
        Row();
        _read++;
        Last = value;
        if (!_values.TryGetValue(period, out var values))
            _values.Add(period, values = []);
        values.Remove(value);
        values.Add(value);
        if (values.Count > MostOfPeriod)
            values.RemoveAt(0);
    }

    /// <param name="period">Null where it is the date that cannot be read: at an end of the list it may be the newest.</param>
    /// <param name="problem">The place, and the text.</param>
    public void Fail(Period? period, string problem)
    {
        _beginsUnread |= period is null && _rows == 0;
        Row();
        _endsUnread = period is null;
        Unread++;
        FirstUnread ??= problem;
        if (!(_newestUnread >= period))
            _newestUnread = period ?? _newestUnread;
    }

    private void Row()
    {
        _rows++;
        _endsUnread = false;
    }
}
