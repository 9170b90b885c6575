using Notifier.Core.Episodes;

namespace Notifier.Episodes;

/// <summary>Acknowledges open episodes and takes it back: a commit of the episode's shard, so that it meets polls and sweeps as they meet each other.</summary>
internal sealed class Acknowledgements(EpisodeReader episodes, ShardCommits commits, TimeProvider time)
{
    /// <param name="by">Who, as may be shown.</param>
    /// <param name="worseBy">A share: 0.1 for 10 %.</param>
    /// <returns>And the episode with its mark, where it was given.</returns>
    public async Task<(AcknowledgeOutcome Outcome, OpenEpisode? Episode)> GiveAsync(string id, string by, string? comment, double worseBy, CancellationToken cancellation)
    {
        var outcome = await ChangeAsync(
            id, (state, episode) => Acknowledgement.Given(state, episode.Rule, id, by, comment, time.GetUtcNow(), worseBy), AcknowledgeOutcome.Given, cancellation);
        if (outcome != AcknowledgeOutcome.Given)
            return (outcome, null);
        // It may have ended between the two.
        return await episodes.FindAsync(id, cancellation) is { Acknowledged: not null } marked ? (outcome, marked) : (AcknowledgeOutcome.NotOpen, null);
    }

    public Task<AcknowledgeOutcome> WithdrawAsync(string id, CancellationToken cancellation) =>
        ChangeAsync(id, (state, episode) => Acknowledgement.Withdrawn(state, episode.Rule, id), AcknowledgeOutcome.Withdrawn, cancellation);

    private async Task<AcknowledgeOutcome> ChangeAsync(string id, Func<SeriesState, OpenEpisode, SeriesState> change, AcknowledgeOutcome done, CancellationToken cancellation)
    {
        if (await episodes.FindAsync(id, cancellation) is not { } episode)
            return AcknowledgeOutcome.NotOpen;
        if (episode.Measure is not null)
            return AcknowledgeOutcome.Measure;
        return await commits.ChangeAsync(episode.Source, new(episode.Series.Id, state => change(state, episode)), cancellation) ? done : AcknowledgeOutcome.NotOpen;
    }
}

internal enum AcknowledgeOutcome
{
    Given,
    Withdrawn,
    /// <summary>No episode of this id is open (any more).</summary>
    NotOpen,
    /// <summary>Of a rule on entries. It does not worsen, and its dates are told once each: a deadline must not stay untold because one reader pressed a button.</summary>
    Measure,
}
