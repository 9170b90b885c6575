using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Quality;
using Notifier.Storage;

namespace Notifier.Observations;

/// <summary>The full history of each series, with the values that were revised.</summary>
internal sealed class ObservationStore(TableStore tables, TimeProvider clock)
{
    private const string Value = "value";
    private const string Vintage = "vintage";
    private const string Note = "note";
    private const string RollInto = "roll";
    private const string Kind = "kind";
    private const string Detail = "detail";

    // A revision takes two operations of a transaction: the superseded value and the new one.
    private const int Revisions = EntityLimits.Operations / 2;

    // Another writer of the same series is rare, and each round one of them gets through.
    private const int Rounds = 10;

    /// <summary>
    /// Stores what is new, and moves a value that differs to a row of its own first. Storing the same again changes nothing,
    /// so that it may be repeated after a crash.
    /// </summary>
    public Task WriteAsync(string series, IReadOnlyList<Observation> observations, CancellationToken cancellation) =>
        WriteAsync(series, observations, null, [], cancellation);

    /// <inheritdoc cref="WriteAsync(string, IReadOnlyList{Observation}, CancellationToken)"/>
    /// <param name="notes">What else is to be known of a period, in words.</param>
    /// <param name="rolls">Changes of the futures contract; those at other periods are passed over.</param>
    public async Task WriteAsync(string series, IReadOnlyList<Observation> observations, IReadOnlyDictionary<Period, string>? notes, IReadOnlyList<Roll> rolls, CancellationToken cancellation)
    {
        var changed = rolls.ToDictionary(roll => roll.At);
        var noted = observations.OrderBy(observation => observation.Period)
            .Select(observation => new NotedObservation(observation, notes?.GetValueOrDefault(observation.Period), changed.GetValueOrDefault(observation.Period)));
        foreach (var chunk in noted.Chunk(EntityLimits.Operations))
        {
            if (await AddAsync(series, chunk, cancellation))
                continue;
            foreach (var part in chunk.Chunk(Revisions))
                await MergeAsync(series, part, cancellation);
        }
    }

    /// <summary>The present values, oldest first.</summary>
    /// <param name="from">First period; null from the beginning.</param>
    /// <param name="to">Last period; null to the end.</param>
    public IAsyncEnumerable<Observation> ReadAsync(string series, Period? from = null, Period? to = null, CancellationToken cancellation = default) =>
        PresentAsync(series, from, to, [nameof(ITableEntity.RowKey), Value], cancellation).Select(row => Read(row).Observation);

    /// <summary>The present values with what was noted of them, oldest first.</summary>
    public IAsyncEnumerable<NotedObservation> ReadNotedAsync(string series, Period? from = null, Period? to = null, CancellationToken cancellation = default) =>
        PresentAsync(series, from, to, [nameof(ITableEntity.RowKey), Value, Note, RollInto], cancellation).Select(row =>
        {
            var observation = Read(row).Observation;
            return new NotedObservation(observation, row.GetString(Note), RollText.Read(observation.Period, row.GetString(RollInto)));
        });

    /// <summary>The present values with the changes of their futures contract.</summary>
    public async Task<History> HistoryAsync(string series, Period? from = null, Period? to = null, CancellationToken cancellation = default)
    {
        var (observations, rolls) = (new List<Observation>(), new List<Roll>());
        await foreach (var noted in ReadNotedAsync(series, from, to, cancellation))
        {
            // What came before the first one is not seen.
            if (noted.Roll is { } roll && observations.Count > 0)
                rolls.Add(roll);
            observations.Add(noted.Observation);
        }

        return new(observations) { Rolls = rolls };
    }

    /// <summary>The values that were superseded, with the time when each was stored, by period and then by time.</summary>
    public async IAsyncEnumerable<(Observation Observation, DateTimeOffset Vintage)> ReadSupersededAsync(
        string series,
        Period? from = null,
        Period? to = null,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var row in RowsAsync(series, from, to, select: null, cancellation))
        {
            if (ObservationKeys.IsSuperseded(row.RowKey) && IsWithin(row, to))
                yield return Read(row);
        }
    }

    /// <summary>Keeps a value that was put aside; again is no change.</summary>
    public Task WriteSuspectAsync(string series, Suspect suspect, CancellationToken cancellation) => tables.AddAsync(
        TableName.Observations,
        new TableEntity(series, ObservationKeys.Suspect(suspect.Observation))
        {
            [Value] = suspect.Observation.Value, [Kind] = suspect.Kind.Word(), [Detail] = suspect.Detail, [Vintage] = clock.GetUtcNow(),
        },
        cancellation);

    /// <summary>Takes out values that turned out to be none; they stand among those put aside. One that has changed meanwhile stays.</summary>
    public async Task RemoveAsync(string series, IReadOnlyList<Observation> observations, CancellationToken cancellation)
    {
        foreach (var observation in observations)
        {
            if (await tables.FindAsync(TableName.Observations, series, ObservationKeys.Row(observation.Period), cancellation) is { } row && row.GetDouble(Value) == observation.Value)
                await tables.Table(TableName.Observations).DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation);
        }
    }

    /// <summary>All values that were ever put aside, with the time when each was, by period.</summary>
    public async IAsyncEnumerable<(Suspect Suspect, DateTimeOffset Found)> ReadSuspectsAsync(
        string series, Period? from = null, Period? to = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var row in RowsAsync(series, from, to, select: null, cancellation))
        {
            if (!ObservationKeys.IsSuspect(row.RowKey) || !IsWithin(row, to) || !SuspectKindText.TryParse(row.GetString(Kind), out var kind))
                continue;
            var (observation, found) = Read(row);
            yield return (new(observation, kind, row.GetString(Detail)), found);
        }
    }

    // The usual case: nothing of it is there yet.
    private async Task<bool> AddAsync(string series, NotedObservation[] chunk, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        try
        {
            if (chunk.Length == 1)
                return await tables.AddAsync(TableName.Observations, Row(series, chunk[0], now), cancellation) is not null;
            await tables.TransactAsync(
                TableName.Observations,
                [.. chunk.Select(observation => new TableTransactionAction(TableTransactionActionType.Add, Row(series, observation, now)))],
                cancellation);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status == 409)
        {
            return false;
        }
    }

    private async Task MergeAsync(string series, NotedObservation[] chunk, CancellationToken cancellation)
    {
        for (var round = 1; ; round++)
        {
            var stored = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
            await foreach (var row in RowsAsync(series, chunk[0].Period, chunk[^1].Period, select: null, cancellation))
                stored[row.RowKey] = row;
            var actions = chunk.SelectMany(observation => Actions(series, observation, stored)).ToList();
            if (actions.Count == 0)
                return;
            try
            {
                await tables.TransactAsync(TableName.Observations, actions, cancellation);
                return;
            }
            catch (RequestFailedException failure) when (OwnWrite.MayHaveLanded(failure) && round < Rounds)
            {
                // Somebody else wrote in between: look again.
            }
        }
    }

    private IEnumerable<TableTransactionAction> Actions(string series, NotedObservation noted, Dictionary<string, TableEntity> stored)
    {
        var now = clock.GetUtcNow();
        if (!stored.TryGetValue(ObservationKeys.Row(noted.Period), out var row))
            return [new(TableTransactionActionType.Add, Row(series, noted, now))];
        var (before, vintage) = Read(row);
        if (before.Value.Equals(noted.Observation.Value))
            return [];
        var superseded = new TableEntity(series, ObservationKeys.Superseded(before.Period, vintage)) { [Value] = before.Value, [Vintage] = vintage, [Note] = row.GetString(Note) };
        // Rises even where the clock stands still, or the superseded values would share one key.
        var next = now > vintage ? now : vintage.AddTicks(1);
        return
        [
            new(TableTransactionActionType.UpsertReplace, superseded),
            new(TableTransactionActionType.UpdateReplace, Row(series, noted, next), row.ETag),
        ];
    }

    private IAsyncEnumerable<TableEntity> PresentAsync(string series, Period? from, Period? to, IEnumerable<string> select, CancellationToken cancellation) =>
        RowsAsync(series, from, to, select, cancellation).Where(row => ObservationKeys.IsPresent(row.RowKey) && IsWithin(row, to));

    private AsyncPageable<TableEntity> RowsAsync(string series, Period? from, Period? to, IEnumerable<string>? select, CancellationToken cancellation)
    {
        var first = from is { } start ? ObservationKeys.Row(start) : "";
        // After the superseded values of the last period, whose keys go on with '|'.
        var after = to is { } end ? ObservationKeys.Row(end) + '}' : "}";
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {series} and RowKey ge {first} and RowKey lt {after}");
        return tables.Table(TableName.Observations).QueryAsync<TableEntity>(filter, select: select, cancellationToken: cancellation);
    }

    // The range of keys up to a day also holds the instants of that day.
    private static bool IsWithin(TableEntity row, Period? to) => to is not { } last || ObservationKeys.Period(row.RowKey) <= last;

    private static TableEntity Row(string series, NotedObservation noted, DateTimeOffset vintage) =>
        new(series, ObservationKeys.Row(noted.Period)) { [Value] = noted.Observation.Value, [Vintage] = vintage, [Note] = noted.Note, [RollInto] = RollText.Write(noted.Roll) };

    private static (Observation Observation, DateTimeOffset Vintage) Read(TableEntity row) =>
        (new(ObservationKeys.Period(row.RowKey), row.GetDouble(Value)!.Value), row.GetDateTimeOffset(Vintage) ?? default);
}

/// <param name="Note">What else is to be known of it, in words: the futures contract that it is of. Null where nothing is.</param>
/// <param name="Roll">Where the contract changed with it.</param>
internal sealed record NotedObservation(Observation Observation, string? Note, Roll? Roll = null)
{
    public Period Period => Observation.Period;
}
