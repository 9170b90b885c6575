using Azure.Data.Tables;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Sources;

namespace Notifier.Episodes;

/// <summary>What a shard is to be run with.</summary>
/// <param name="Readings">New observations by series id.</param>
/// <param name="Tick">Wall time, in the source's zone, up to which ticks are due.</param>
/// <param name="Again">Another commit came first: it may have ended series that the readings are of.</param>
internal sealed record ShardWork(IReadOnlyDictionary<string, SeriesReading> Readings, Period? Tick, bool Again = false)
{
    /// <summary>All series run, also those of which nothing is new: another series that their rules read may have changed.</summary>
    public bool All { get; init; }

    /// <summary>What somebody does to the state of one series; null where nobody does.</summary>
    public SeriesChange? Change { get; init; }

    /// <summary>The series that have to run.</summary>
    public IEnumerable<string> Ids => Change is null ? Readings.Keys : Readings.Keys.Append(Change.Series).Distinct();

    /// <summary>Whether it was not asked just now which series there are.</summary>
    public bool IsUnsure => Again || Readings.Count == 0;
}

/// <param name="Apply">Gives the very object that it is given where nothing is to be changed; may be asked again.</param>
internal sealed record SeriesChange(string Series, Func<SeriesState, SeriesState> Apply);

/// <summary>What a shard's run brought.</summary>
/// <param name="Steps">One for each series whose row is to be written.</param>
/// <param name="Remind">When the next reminder of the shard may be due.</param>
internal sealed record ShardOutcome(IReadOnlyList<SeriesStep> Steps, DateTimeOffset? Remind);

/// <param name="Row">The row to write.</param>
/// <param name="Notes">Of the periods that were read.</param>
internal sealed record SeriesStep(SeriesState Before, SeriesCommit Commit, TableEntity Row, IReadOnlyDictionary<Period, string>? Notes)
{
    public string Id => Commit.State.Series.Id;

    /// <summary>Whether others see something new in the series: nobody sees one whose history is still being read.</summary>
    public bool IsNews => !Commit.State.IsImporting && (Commit.Changed.Count > 0 || Before.IsImporting);

    /// <summary>How many of the changed observations were older than the newest one known.</summary>
    public int Revisions => Before.Window.Count == 0 ? 0 : Commit.Changed.Count(observation => observation.Period <= Before.Window.Last.Period);
}
