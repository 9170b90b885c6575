using Azure.Data.Tables;
using Notifier.Core.Deliveries;

namespace Notifier.Deliveries.Holds;

/// <summary>
/// What is done next about a hold whose time has come. A group is told as one message for each set of warnings that belong together,
/// a digest and what quiet hours held as one. One warning alone is the delivery that it always was; several are a summary of a
/// derived id, and what does not fit into its transaction is listed under <see cref="Hold.Into"/> and marked by the next ones.
/// </summary>
internal sealed class ReleasePlan(DeliveryStore deliveries, Summaries summaries, LateHolds late)
{
    /// <param name="carefully">After a step that failed: reads first what it changes.</param>
    /// <exception cref="InvalidOperationException">A member tells of a warning that was never recorded.</exception>
    public async Task<ReleaseStep> NextAsync(Hold hold, bool carefully, DateTimeOffset now, CancellationToken cancellation)
    {
        var members = carefully ? await StillAsync(hold, hold.Into is null ? DeliveryState.Held : null, cancellation) : hold.Members;
        if (members.Count == 0)
            return new([hold.Remove()], []);
        hold = hold with { Members = members };
        if (hold.Into is { } summary)
            return Mark(hold, summary);
        if (await late.NextAsync(hold, now, cancellation) is { } step)
            return step;
        if (carefully && IsDigest(hold) && await deliveries.FindAsync(hold.Shard, DigestId(hold), cancellation) is not null)
            return await late.ToNextDigestAsync(hold, now, cancellation);
        return hold.Reason == SummaryReason.Group ? Tell(hold, await RelatedAsync(hold, cancellation), now) : Tell(hold, [hold.Members], now);
    }

    /// <summary>As many of the messages as fit; the rest stays on hold, and due.</summary>
    private static ReleaseStep Tell(Hold hold, IReadOnlyList<IReadOnlyList<HoldMember>> messages, DateTimeOffset now)
    {
        var (actions, told, taken) = (new List<TableTransactionAction>(), new List<Delivery>(), new HashSet<HoldMember>());
        foreach (var message in messages)
        {
            var room = ReleaseStep.Room - actions.Count;
            if (message.Count == 1 ? room < 2 : actions.Count > 0 && room < message.Count + 2)
                break;
            var delivery = message.Count == 1 ? Alone(hold, message[0], now) : Together(hold, message, now);
            actions.AddRange(message.Count == 1 ? HeldRows.Release(delivery, now) : Summary(hold, message, delivery, room, now));
            told.Add(delivery);
            taken.UnionWith(message);
        }

        var left = hold with { Members = [.. hold.Members.Where(member => !taken.Contains(member))] };
        return new([.. actions, left.Members.Count == 0 ? hold.Remove() : left.Put()], told);
    }

    private static IEnumerable<TableTransactionAction> Summary(Hold hold, IReadOnlyList<HoldMember> members, Delivery summary, int room, DateTimeOffset now)
    {
        var marked = Math.Min(members.Count, room - 2);
        IEnumerable<TableTransactionAction> actions = [.. HeldRows.AddOpen(summary, now), .. members.Take(marked).Select(member => HeldRows.Summarise(hold.Shard, member, summary.Id))];
        if (marked == members.Count)
            return actions;
        var rest = hold with { Into = summary.Id, Due = now, Members = [.. members.Skip(marked)], ETag = default };
        return actions.Append(rest.Put());
    }

    private static ReleaseStep Mark(Hold hold, string summary)
    {
        var rest = hold with { Members = [.. hold.Members.Skip(ReleaseStep.Room)] };
        return new([.. hold.Members.Take(ReleaseStep.Room).Select(member => HeldRows.Summarise(hold.Shard, member, summary)), rest.Members.Count == 0 ? hold.Remove() : rest.Put()], []);
    }

    private static Delivery Alone(Hold hold, HoldMember member, DateTimeOffset now) =>
        new(member.Delivery, hold.Subscription, DeliveryKind.Warning, member.Warning, now) { Channel = hold.Channel };

    private static Delivery Together(Hold hold, IReadOnlyList<HoldMember> members, DateTimeOffset now)
    {
        var id = IsDigest(hold) ? DigestId(hold) : DeliveryId.OfSummary(hold.Subscription, members.Select(member => member.Delivery));
        return new(id, hold.Subscription, DeliveryKind.Summary, "", now)
        {
            Channel = hold.Channel,
            HeldFor = hold.Reason,
            Members = [.. members.Select(member => member.Warning)],
        };
    }

    private async Task<IReadOnlyList<IReadOnlyList<HoldMember>>> RelatedAsync(Hold hold, CancellationToken cancellation)
    {
        if (hold.Members.Count == 1)
            return [hold.Members];
        var warnings = await summaries.WarningsAsync([.. hold.Members.Select(member => member.Warning)], cancellation);
        return [.. RelatedWarnings.Groups(warnings).Select(group => (IReadOnlyList<HoldMember>)[.. group.Select(index => hold.Members[index])])];
    }

    /// <summary>Its members without those that are gone, as they are where everything about an address was erased.</summary>
    private async Task<IReadOnlyList<HoldMember>> StillAsync(Hold hold, DeliveryState? state, CancellationToken cancellation)
    {
        var found = await deliveries.FindAsync(hold.Shard, hold.Members.Select(member => member.Delivery), cancellation);
        var still = found.Where(delivery => state is null || delivery.State == state).Select(delivery => delivery.Id).ToHashSet(StringComparer.Ordinal);
        return [.. hold.Members.Where(member => still.Contains(member.Delivery))];
    }

    private static bool IsDigest(Hold hold) => hold.Reason is SummaryReason.DailyDigest or SummaryReason.WeeklyDigest;

    private static string DigestId(Hold hold) => DeliveryId.OfDigest(hold.Subscription, hold.Period);
}
