using Notifier.Dashboard.Pages;
using Notifier.Sources;
using Notifier.Sources.Polling;

namespace Notifier.Dashboard.Readers;

/// <summary>The sources, each with its state as a person reads it.</summary>
internal sealed class SourceStates(SourceStore sources, SourceHealthReader health)
{
    public async Task<IReadOnlyList<(StoredSource Source, SourceRow Row)>> ReadAsync(CancellationToken cancellation)
    {
        var all = await sources.ListAsync(cancellation);
        var states = await health.AllAsync(all, cancellation);
        return [.. all.Zip(states, (source, state) => (source, Row(source.Definition, state)))];
    }

    private static SourceRow Row(SourceDefinition source, SourceHealth health)
    {
        var (state, says) = health.State switch
        {
            SourceState.Push => ("push", "takes what is posted"),
            SourceState.Never => ("waiting", "not polled yet"),
            SourceState.Ok => ("good", Newest("good", health)),
            SourceState.Slow => ("good", $"{Newest("good", health)}, but {health.Reason}"),
            SourceState.Empty => ("failing", $"empty: {health.Reason}"),
            SourceState.SchemaChanged => ("failing", $"it has changed: {health.Reason}"),
            SourceState.Stale => ("failing", health.Reason!),
            SourceState.Blocked => ("blocked", health.Failure!.Detail),
            _ => ("failing", health.Failure!.Detail),
        };
        return new(source.Id, source.Kind, state, says, health.LastGood, source.Series.Count);
    }

    private static string Newest(string says, SourceHealth health) => health.Newest is { } newest ? $"{says}, newest {newest}" : says;
}
