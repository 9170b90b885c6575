namespace Notifier.Core.Deliveries;

/// <summary>
/// Nothing but failures of one channel. It is switched off when a failure comes five days after the first one and in between the
/// failures were known to be more than one bad hour: two of them within a day, at least twelve hours apart. So a weekly digest that
/// failed once, a week ago, is not five days of failures. The figures are those that Svix documents for its endpoints.
/// Only what changes the verdict is kept, so that a failing channel costs two writes, not one for each failure.
/// </summary>
/// <param name="First">The first failure since the last success.</param>
/// <param name="Second">One between twelve hours and a day after it; null where none was seen.</param>
public sealed record FailingSpell(DateTimeOffset First, DateTimeOffset? Second = null)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(5);
    public static readonly TimeSpan Apart = TimeSpan.FromHours(12);
    public static readonly TimeSpan Within = TimeSpan.FromHours(24);

    /// <summary>After another failure.</summary>
    /// <param name="before">Null where the last attempt before was a success, or there was none.</param>
    /// <returns>The same object where nothing is to be noted.</returns>
    public static FailingSpell After(FailingSpell? before, DateTimeOffset failure)
    {
        if (before is null)
            return new FailingSpell(failure);
        if (before.Second is not null || failure - before.First < Apart)
            return before;
        // One failure long ago says nothing about the days since: it begins anew.
        return failure - before.First <= Within ? before with { Second = failure } : new FailingSpell(failure);
    }

    /// <summary>Whether the channel is switched off at this failure.</summary>
    public bool IsOver(DateTimeOffset failure) => Second is not null && failure - First >= Longest;
}
