using Notifier.Core.Observations.Derived;
using Notifier.Hosting;
using Notifier.Storage;

namespace Notifier.Sources.Derived;

/// <summary>Which derived sources follow from a series: they are polled when it changes. What a crash keeps from being sent, their schedule makes up for.</summary>
internal sealed class DerivedSources(SourceStore sources, QueueStore queues, TimeProvider time)
{
    // Definitions change hardly ever, and each commit asks.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private (DateTimeOffset Read, IReadOnlyList<(string Source, HashSet<string> Inputs)> Sources)? _known;

    /// <summary>Polls what follows from series that have new or revised observations.</summary>
    public async Task FollowAsync(IReadOnlyCollection<string> changed, CancellationToken cancellation)
    {
        foreach (var (source, inputs) in await ReadAsync(cancellation))
        {
            if (changed.Any(inputs.Contains))
                await queues.SendAsync(QueueName.Poll, QueueMessages.Poll(source), cancellation);
        }
    }

    /// <summary>A definition was saved here.</summary>
    public void Forget() => _known = null;

    private async Task<IReadOnlyList<(string Source, HashSet<string> Inputs)>> ReadAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (_known is { } known && now - known.Read is var age && age >= TimeSpan.Zero && age < Kept)
            return known.Sources;
        var read = (await sources.ListAsync(cancellation)).Where(source => source.Definition.Kind == SourceKind.Derived)
            .Select(source => (source.Definition.Id, Inputs(source.Definition))).ToList();
        _known = (now, read);
        return read;
    }

    private static HashSet<string> Inputs(SourceDefinition definition) =>
        definition.Series.SelectMany(series => FormulaParser.Parse(series.Formula!).SeriesIds).ToHashSet(StringComparer.Ordinal);
}
