using Notifier.Core.Deliveries;
using Notifier.Core.Warnings;

namespace Notifier.Deliveries.Holds;

/// <summary>What deliveries of kind <see cref="DeliveryKind.Summary"/> tell: their members are ids, the warnings stand in table Warnings.</summary>
internal sealed class Summaries(WarningStore warnings)
{
    private const int AtOnce = 8;

    /// <summary>The summary that a channel is handed as <see cref="ChannelMessage.Summary"/>: the same for every attempt.</summary>
    /// <exception cref="InvalidOperationException">A member was never recorded: warnings are, before anything is made of them.</exception>
    public async Task<WarningSummary> ReadAsync(Delivery summary, CancellationToken cancellation) =>
        WarningSummary.Of(summary.HeldFor ?? SummaryReason.Group, await WarningsAsync(summary.Members, cancellation));

    /// <summary>Warnings by their ids, in their order.</summary>
    /// <exception cref="InvalidOperationException">One was never recorded.</exception>
    public async Task<IReadOnlyList<Warning>> WarningsAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var found = new Warning[ids.Count];
        await Parallel.ForEachAsync(ids.Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (member, stop) =>
            found[member.Index] = (await warnings.FindAsync(member.Item, stop))?.Warning
                ?? throw new InvalidOperationException($"a summary tells of warning {member.Item}, which was never recorded"));
        return found;
    }
}
