using Azure.Data.Tables;
using Notifier.Core.Deliveries;

namespace Notifier.Deliveries.Holds;

/// <summary>What becomes of one <see cref="Holds.Joining"/>, as one change of the table.</summary>
/// <param name="Actions">Empty where the hold is full and has to be released first.</param>
/// <param name="Told">What is told at once; null where it is held.</param>
/// <param name="Begun">When the hold is due that begins with it, or is full with it; null for the others.</param>
internal sealed record JoinChange(Joining Joining, IReadOnlyList<TableTransactionAction> Actions, Delivery? Told = null, DateTimeOffset? Begun = null)
{
    public bool MustWait => Actions.Count == 0;

    /// <param name="holds">What is held for the subscription under <see cref="Joining.Keys"/>.</param>
    /// <returns>Null where there is nothing to do.</returns>
    public static JoinChange? Of(Joining joining, IEnumerable<Hold> holds, DateTimeOffset now)
    {
        var told = new Delivery(joining.Delivery, joining.To.Id, DeliveryKind.Warning, joining.Warning.Id, now) { Channel = joining.To.Channel.Type };
        if (joining is { Wanted: true, Verdict: { Reason: { } reason, Until: { } until } })
            return Join(joining, told, holds.SingleOrDefault() ?? new Hold(joining.To.Id, reason, until, until, []) { Channel = told.Channel }, now);
        var follows = holds.FirstOrDefault(hold => hold.Members.Any(joining.Follows));
        if (joining.Wanted)
            return Replace(joining, told, follows, now);
        return follows is null ? null : Join(joining, told, follows, now);
    }

    private static JoinChange Join(Joining joining, Delivery delivery, Hold hold, DateTimeOffset now)
    {
        if (hold.IsFull)
            return new JoinChange(joining, []);
        var joined = hold.With(new HoldMember(delivery.Id, delivery.Warning), now);
        var held = delivery with { State = DeliveryState.Held, HeldFor = joined.Reason, HeldUntil = joined.Due };
        return new JoinChange(joining, [HeldRows.Add(held), joined.Put()], Begun: hold.ETag == default || joined.IsFull ? joined.Due : null);
    }

    /// <summary>What is told at once stands for what is held of its episode.</summary>
    private static JoinChange Replace(Joining joining, Delivery told, Hold? hold, DateTimeOffset now)
    {
        var actions = HeldRows.AddOpen(told, now).ToList();
        if (hold is not null)
        {
            var kept = hold with { Members = [.. hold.Members.Where(member => !joining.Follows(member))] };
            actions.AddRange(hold.Members.Where(joining.Follows).Select(member => HeldRows.Summarise(told.Shard, member, told.Id)));
            actions.Add(kept.Members.Count == 0 ? hold.Remove() : kept.Put());
        }

        return new JoinChange(joining, actions, told);
    }
}
