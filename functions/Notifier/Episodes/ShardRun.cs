using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Rules;
using Notifier.Sources;

namespace Notifier.Episodes;

/// <summary>Runs the series of one shard through the machines of the rules; stores nothing.</summary>
internal sealed partial class ShardRun(WindowRebuild rebuild, ILogger<ShardRun> logger)
{
    /// <returns>A step for each series whose row is to be written.</returns>
    public async Task<IReadOnlyList<SeriesStep>> RunAsync(Shard shard, RuleSet rules, ShardWork work, CancellationToken cancellation)
    {
        var all = rules.Rules.Select(stored => stored.Rule).ToList();
        var steps = new List<SeriesStep>();
        foreach (var id in Concerned(shard, rules, work))
        {
            if (await StepAsync(shard, id, all, work, cancellation) is { } step)
                steps.Add(step);
        }

        return steps;
    }

    /// <summary>Where rules changed or a tick is due, all series run: the cursor says one number for the whole shard.</summary>
    private static IEnumerable<string> Concerned(Shard shard, RuleSet rules, ShardWork work) =>
        work.Tick is not null || shard.Cursor.Rules < rules.Number
            ? shard.Cursor.Series.Union(work.Readings.Keys)
            : work.Readings.Keys;

    private async Task<SeriesStep?> StepAsync(Shard shard, string id, IReadOnlyList<Rule> rules, ShardWork work, CancellationToken cancellation)
    {
        var reading = work.Readings.GetValueOrDefault(id);
        var (stored, mended) = await BeforeAsync(shard, id, reading?.Series, cancellation);
        if (stored is null)
            return null;
        var before = reading is null || reading.Series == stored.Series ? stored : stored with { Series = reading.Series };
        var commit = SeriesCommit.Advance(before, rules, reading?.Observations ?? [], EntryLog.Empty, work.Tick);
        return ReferenceEquals(commit.State, stored) && !mended ? null : Pack(shard, stored, commit);
    }

    private async Task<(SeriesState? State, bool Mended)> BeforeAsync(Shard shard, string id, Series? series, CancellationToken cancellation)
    {
        if (!shard.Holds(id))
            return (SeriesState.New(series!), false);
        var row = shard.Rows.GetValueOrDefault(id);
        return row is not null && SeriesRow.Read(row) is { } state
            ? (state, false)
            : (await rebuild.StateAsync(id, series, row, cancellation), true);
    }

    private SeriesStep? Pack(Shard shard, SeriesState before, SeriesCommit commit)
    {
        try
        {
            return new SeriesStep(before, commit, SeriesRow.Write(shard.Cursor.Partition, commit.State));
        }
        catch (InvalidOperationException tooLarge)
        {
            // It stays as it was; the other series of the shard go on.
            Log.TooLarge(logger, commit.State.Series.Id, tooLarge);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Series {Series} is not advanced: its rules need more than a row holds")]
        public static partial void TooLarge(ILogger logger, string series, Exception tooLarge);
    }
}

/// <param name="Readings">New observations by series id.</param>
/// <param name="Tick">Wall time, in the source's zone, up to which ticks are due.</param>
internal sealed record ShardWork(IReadOnlyDictionary<string, SeriesReading> Readings, Period? Tick);

/// <param name="Row">The row to write.</param>
internal sealed record SeriesStep(SeriesState Before, SeriesCommit Commit, TableEntity Row)
{
    public string Id => Commit.State.Series.Id;

    /// <summary>How many of the changed observations were older than the newest one known.</summary>
    public int Revisions => Before.Window.Count == 0 ? 0 : Commit.Changed.Count(observation => observation.Period <= Before.Window.Last.Period);
}
