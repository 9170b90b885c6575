using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Episodes;

/// <summary>One series under some rules, fed commit by commit; between commits its state goes through the packed form.</summary>
internal sealed class WatchedSeries(params Rule[] rules)
{
    private IReadOnlyList<Rule> _rules = rules;

    public WatchedSeries(Series series, params Rule[] rules)
        : this(rules) => State = SeriesState.New(series);

    public SeriesState State { get; private set; } = SeriesState.New(new Series("s", "CNY/t"));

    public EntryLog Entries { get; set; } = EntryLog.Empty;

    public SeriesCommit Last { get; private set; } = null!;

    /// <summary>Values for the days from <paramref name="first"/> on, in one commit.</summary>
    public IReadOnlyList<Warning> Feed(string first, params double[] values) => Advance([.. values.Select((value, day) =>
        new Observation(Period.From(Period.Parse(first).Date.AddDays(day)), value))]);

    /// <summary>The same, a commit for each day.</summary>
    public IReadOnlyList<Warning> FeedDaily(string first, params double[] values) =>
        [.. values.SelectMany((value, day) => Feed(Period.From(Period.Parse(first).Date.AddDays(day)).ToString(), value))];

    public IReadOnlyList<Warning> Rules(params Rule[] rules)
    {
        _rules = rules;
        return Advance([]);
    }

    public IReadOnlyList<Warning> Tick(string at) => Advance([], Period.Parse(at));

    /// <summary>The beginning of a history, or what follows of it: the newest is still to come.</summary>
    public IReadOnlyList<Warning> Import(string first, params double[] values) => Advance(
        [.. values.Select((value, day) => new Observation(Period.From(Period.Parse(first).Date.AddDays(day)), value))], behind: true);

    /// <param name="behind">Null where nothing was read.</param>
    public IReadOnlyList<Warning> Advance(IReadOnlyList<Observation> observations, Period? tick = null, bool? behind = null)
    {
        Last = SeriesCommit.Advance(State, _rules, observations, Entries, tick, behind: behind ?? (observations.Count == 0 && State.IsImporting));
        State = SeriesStateCodec.Unpack(SeriesStateCodec.Pack(Last.State));
        return Last.Warnings;
    }

    /// <summary>A warning on one line: kind, severity, peak, period, sequence.</summary>
    public static string Line(Warning warning) =>
        $"{warning.Kind.Word()} {warning.Severity.Word()}/{warning.Peak.Word()} {warning.Period} #{warning.Sequence}{(warning.AlreadySince is { } since ? $" since {since}" : "")}";
}
