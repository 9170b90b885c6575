using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Notifier.Core.Episodes;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Rules;
using Notifier.Sources;

namespace Notifier.Episodes;

/// <summary>
/// Runs the series of one shard through the machines of the rules; stores nothing. Series that their source no longer has run no
/// more, and what still fires on them resolves.
/// </summary>
internal sealed partial class ShardRun(SourceStore sources, WindowRebuild rebuild, CountedEntries entries, OtherHistories histories, SecondSource second, TimeProvider clock, ILogger<ShardRun> logger)
{
    private static readonly Dictionary<string, DateTimeOffset> NeverTold = [];

    public async Task<ShardOutcome> RunAsync(Shard shard, RuleSet known, ShardWork work, CancellationToken cancellation)
    {
        var rules = known.Rules.Select(stored => stored.Rule).ToList();
        var now = clock.GetUtcNow();
        // Where rules changed or time passed, all series run: the cursor says one number and one time for the whole shard.
        var all = work.All || work.Tick is not null || shard.Cursor.Rules < known.Number || shard.Cursor.Remind <= now;
        var left = all || work.IsUnsure ? await LeftAsync(shard, work, cancellation) : [];
        var steps = await left.ToAsyncEnumerable().Select(async (string id, CancellationToken token) => await LeaveAsync(shard, id, token)).OfType<SeriesStep>().ToListAsync(cancellation);
        var remind = all ? null : shard.Cursor.Remind;
        var others = await histories.ReadAsync(shard, rules, work, cancellation);
        foreach (var id in (all ? shard.Cursor.Series.Union(work.Readings.Keys) : work.Ids).Except(left))
        {
            var (step, next) = await StepAsync(shard, id, rules, others, work, now, cancellation);
            remind = next is null || remind < next ? remind : next;
            if (step is not null)
                steps.Add(step);
        }

        return new ShardOutcome(steps, remind);
    }

    private async Task<IReadOnlyList<string>> LeftAsync(Shard shard, ShardWork work, CancellationToken cancellation) =>
        await sources.SeriesAsync(shard.Cursor.Source, cancellation) is { } present
            ? [.. shard.Cursor.Series.Union(work.Readings.Keys).Where(id => !present.Contains(id))]
            : [];

    private async Task<SeriesStep?> LeaveAsync(Shard shard, string id, CancellationToken cancellation) =>
        shard.Rows.GetValueOrDefault(id) is { } row && SeriesRow.IsOpen(row)
        && await BeforeAsync(shard, id, row, null, cancellation) is ({ } stored, _)
            ? Pack(shard, stored, new Reminders(SeriesCommit.Leave(stored), NeverTold, null), null)
            : null;

    private async Task<(SeriesStep? Step, DateTimeOffset? Remind)> StepAsync(
        Shard shard, string id, IReadOnlyList<Rule> rules, OtherSeries others, ShardWork work, DateTimeOffset now, CancellationToken cancellation)
    {
        var reading = work.Readings.GetValueOrDefault(id);
        var row = shard.Rows.GetValueOrDefault(id);
        var (stored, mended) = await BeforeAsync(shard, id, row, reading?.Series, cancellation);
        if (stored is null)
            return (null, null);
        reading = await second.ConfirmAsync(stored, reading, cancellation);
        var before = reading is null || reading.Series == stored.Series ? stored : stored with { Series = reading.Series };
        if (work.Change is { } change && change.Series == id)
            before = change.Apply(before);
        var log = await entries.LogAsync(shard.Cursor.Source, before, rules, reading?.Observations ?? [], work.Tick, cancellation);
        var told = row is null ? NeverTold : SeriesRow.ReadTold(row);
        var after = Reminders.Of(SeriesCommit.Advance(before, rules, [.. reading?.Observations ?? [], .. reading?.Ahead ?? []], log, work.Tick, reading?.Screening(now), others, reading?.IsBehind ?? before.IsImporting), rules, told, now, log, others);
        var same = ReferenceEquals(after.Commit.State, stored) && !mended && after.Told.Count == told.Count && after.Told.All(told.Contains);
        return (same ? null : Pack(shard, stored, after, reading?.Notes), after.Next);
    }

    private async Task<(SeriesState? State, bool Mended)> BeforeAsync(Shard shard, string id, TableEntity? row, Series? series, CancellationToken cancellation)
    {
        if (!shard.Holds(id))
            return (SeriesState.New(series!), false);
        return row is not null && SeriesRow.Read(row) is { } state
            ? (state, false)
            : (await rebuild.StateAsync(id, series, row, cancellation), true);
    }

    private SeriesStep? Pack(Shard shard, SeriesState before, Reminders after, IReadOnlyDictionary<Period, string>? notes)
    {
        try
        {
            return new SeriesStep(before, after.Commit, SeriesRow.Write(shard.Cursor.Partition, after.Commit.State, after.Told), notes);
        }
        catch (InvalidOperationException tooLarge)
        {
            // It stays as it was; the other series of the shard go on.
            Log.TooLarge(logger, after.Commit.State.Series.Id, tooLarge);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Series {Series} is not advanced: its rules need more than a row holds")]
        public static partial void TooLarge(ILogger logger, string series, Exception tooLarge);
    }
}
