using Notifier.Core.Observations.Derived;
using Notifier.Hosting;
using Notifier.Storage;

namespace Notifier.Sources.Derived;

/// <summary>Which derived sources follow from a series, or from entries: they are polled when those change. What a crash keeps from being sent, their schedule makes up for.</summary>
internal sealed class DerivedSources(SourceStore sources, QueueStore queues, TimeProvider time)
{
    // Definitions change hardly ever, and each commit asks.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private (DateTimeOffset Read, IReadOnlyList<Follower> Sources)? _known;

    /// <summary>Polls what follows from series that have new or revised observations.</summary>
    public async Task FollowAsync(IReadOnlyCollection<string> changed, CancellationToken cancellation)
    {
        foreach (var (source, inputs, _) in await ReadAsync(cancellation))
        {
            if (changed.Any(inputs.Contains))
                await queues.SendAsync(QueueName.Poll, QueueMessages.Poll(source), cancellation);
        }
    }

    /// <summary>Polls what counts entries, after new ones came in.</summary>
    public async Task FollowEntriesAsync(CancellationToken cancellation)
    {
        foreach (var (source, _, counts) in await ReadAsync(cancellation))
        {
            if (counts)
                await queues.SendAsync(QueueName.Poll, QueueMessages.Poll(source), cancellation);
        }
    }

    /// <summary>A definition was saved here.</summary>
    public void Forget() => _known = null;

    private async Task<IReadOnlyList<Follower>> ReadAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (_known is { } known && now - known.Read is var age && age >= TimeSpan.Zero && age < Kept)
            return known.Sources;
        var read = (await sources.ListAsync(cancellation)).Where(source => source.Definition.Kind == SourceKind.Derived)
            .Select(source => Followed(source.Definition)).ToList();
        _known = (now, read);
        return read;
    }

    private static Follower Followed(SourceDefinition definition)
    {
        var formulas = definition.Series.Select(series => FormulaParser.Parse(series.Formula!)).ToList();
        return new(definition.Id, formulas.SelectMany(formula => formula.SeriesIds).ToHashSet(StringComparer.Ordinal), formulas.Exists(formula => formula.Counts.Count > 0));
    }

    /// <param name="Inputs">The series that it follows from.</param>
    /// <param name="Counts">Whether it counts entries.</param>
    private sealed record Follower(string Source, HashSet<string> Inputs, bool Counts);
}
