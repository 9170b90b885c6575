using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Notifier.Core.Entries;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;
using Notifier.Entries.Lineages;
using Notifier.Storage;

namespace Notifier.Episodes;

/// <summary>The open episodes, for the API and the dashboard.</summary>
internal sealed class EpisodeReader(TableStore tables, ShardIndex shards, LineageStore lineages)
{
    /// <summary>Open episodes of all sources, by source and series, then those of measures: one range query per source and one, which bring only what has any.</summary>
    public async IAsyncEnumerable<OpenEpisode> OpenAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var episode in OfSeriesAsync(cancellation))
            yield return episode;
        await foreach (var stored in lineages.OpenAsync(cancellation))
        {
            foreach (var (rule, episode) in stored.Lineage.Episodes.Where(pair => pair.Value.IsOpen).OrderBy(pair => pair.Key, StringComparer.Ordinal))
                yield return Episode(stored.Lineage, rule, episode);
        }
    }

    /// <summary>One open episode: read until it is found. Null where none of this id is open.</summary>
    public ValueTask<OpenEpisode?> FindAsync(string id, CancellationToken cancellation) =>
        OpenAsync(cancellation).FirstOrDefaultAsync(episode => episode.Id == id, cancellation);

    private async IAsyncEnumerable<OpenEpisode> OfSeriesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var source in shards.SourcesAsync(cancellation))
        {
            await foreach (var row in OpenRowsAsync(source, cancellation))
            {
                // Machines that cannot be read are mended by the next commit.
                if ((SeriesRow.Read(row) ?? SeriesRow.ReadMachines(row)) is not { } state)
                    continue;
                foreach (var (rule, machine) in state.Rules.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    if (machine.Told is { } severity)
                        yield return Episode(source, state, rule, machine, severity);
                }
            }
        }
    }

    private AsyncPageable<TableEntity> OpenRowsAsync(string source, CancellationToken cancellation)
    {
        var (from, to) = (StateKeys.From(source), StateKeys.ShardsTo(source));
        var (first, after) = (StateKeys.SeriesPrefix, StateKeys.After(StateKeys.SeriesPrefix));
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to} and RowKey ge {first} and RowKey lt {after} and open gt 0");
        return tables.Table(TableName.State).QueryAsync<TableEntity>(filter, cancellationToken: cancellation);
    }

    /// <summary>Shown under the source of its newest entry, as its warnings are.</summary>
    private static OpenEpisode Episode(Lineage lineage, string rule, LineageEpisode episode) => new(
        EpisodeIds.Episode(rule, lineage.Id, episode.Number, episode.OpenedAt),
        lineage.Newest.Source,
        new Series(lineage.Newest.Source, EntryRuleMatch.Unit),
        rule,
        episode.Title.Length > 0 ? episode.Title : rule,
        episode.Severity,
        episode.Severity,
        episode.OpenedAt,
        episode.Sequence,
        episode.Reason,
        null,
        episode.Tags)
    {
        Measure = lineage,
        Topics = episode.Topics,
    };

    private static OpenEpisode Episode(string source, SeriesState state, string rule, RuleState machine, Severity severity) => new(
        EpisodeIds.Episode(rule, state.Series.Id, machine.EpisodeNumber, machine.OpenedAt!.Value),
        source,
        state.Series,
        rule,
        machine.Title,
        severity,
        machine.Peak ?? severity,
        machine.OpenedAt.Value,
        machine.Sequence,
        machine.LastReason,
        state.Window.Count == 0 ? null : state.Window.Last,
        machine.Tags)
    {
        IsQuiet = machine.Episode.Quiet,
        Acknowledged = machine.Acknowledged,
    };
}

/// <param name="Id">Of the episode, as its warnings carry it.</param>
/// <param name="OpenedAt">Period of the transition that opened it.</param>
/// <param name="Sequence">Of its last warning.</param>
/// <param name="Reason">What the rule said of the newest observation or tick.</param>
/// <param name="Newest">The newest observation of the series.</param>
internal sealed record OpenEpisode(
    string Id,
    string Source,
    Series Series,
    string Rule,
    string RuleTitle,
    Severity Severity,
    Severity Peak,
    Period OpenedAt,
    int Sequence,
    string Reason,
    Observation? Newest,
    IReadOnlyList<string> Tags)
{
    /// <summary>Opened without a message, and not worse since: nobody was told.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Of a rule on entries; null for one on series.</summary>
    public Lineage? Measure { get; init; }

    /// <summary>Who saw it; null where nobody said so.</summary>
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>Of a rule on entries: what the measure is about, as its warnings say it.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];
}
