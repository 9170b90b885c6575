using System.Text;
using Azure.Data.Tables;
using Notifier.Core.Warnings;
using Notifier.Episodes;
using Notifier.Observations;
using Notifier.Storage;

namespace Notifier.Tests.Episodes;

/// <summary>What a run left: the warnings in the outbox, the packed state of each series byte for byte, and all observations with their revisions.</summary>
internal sealed record StateSnapshot(string Warnings, string State, string Observations)
{
    public static async Task<StateSnapshot> TakeAsync(StateApplication app)
    {
        var warnings = await app.OutboxAsync();
        Assert.Equal(warnings.Count, warnings.Select(warning => warning.Id).Distinct().Count());
        var rows = (await app.StateRowsAsync(StateKeys.SeriesPrefix)).OrderBy(row => row.RowKey, StringComparer.Ordinal).ToList();
        Assert.Equal(rows.Count, rows.Select(row => row.RowKey).Distinct().Count());
        var values = new List<string>();
        foreach (var row in rows)
            values.AddRange(await ObservationsAsync(app.Get<ObservationStore>(), StateKeys.SeriesId(row.RowKey)));
        return new(
            string.Join('\n', warnings.Select(warning => Encoding.UTF8.GetString(WarningJson.Write(warning))).Order(StringComparer.Ordinal)),
            string.Join('\n', rows.Select(Text)),
            string.Join('\n', values));
    }

    private static async Task<List<string>> ObservationsAsync(ObservationStore store, string id)
    {
        var now = await store.ReadAsync(id).Select(value => $"{id} {value.Period} {value.Value}").ToListAsync();
        return [.. now, .. await store.ReadSupersededAsync(id).Select(value => $"{id} {value.Observation.Period} was {value.Observation.Value}").ToListAsync()];
    }

    private static string Text(TableEntity row) =>
        $"{row.RowKey} {Convert.ToHexString(BinaryParts.Read(row, "machines")!)} {Convert.ToHexString(BinaryParts.Read(row, "window")!)}";
}
