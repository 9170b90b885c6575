namespace Notifier.Sources.Exchanges;

/// <summary>
/// Which contract speaks for a variety. The first time it is the one with the largest open interest (of equals the nearer). From
/// then on that contract is followed, until a later delivery month has more than 1.1 times its open interest at the end of a day,
/// or it is no longer listed: then the later month with the largest open interest takes its place, on that day. Never an earlier
/// one, so that two contracts of nearly equal size do not alternate. What a change of contract makes of the price is a <see cref="Core.Observations.Roll"/>.
/// </summary>
internal static class MainContract
{
    /// <summary>What Chinese data houses use for their main continuous contracts (RiceQuant: 主力合约, 1.1 times, no way back).</summary>
    private const double Margin = 1.1;

    /// <param name="listed">The contracts of one variety on one day.</param>
    /// <param name="followed">Delivery month so far; null the first time.</param>
    /// <returns>Null where neither the contract followed nor a later one is listed.</returns>
    public static Contract? Choose(IReadOnlyCollection<Contract> listed, string? followed)
    {
        if (followed is null)
            return Largest(listed);
        var present = listed.FirstOrDefault(contract => contract.Month == followed);
        var next = Largest(listed.Where(contract => string.CompareOrdinal(contract.Month, followed) > 0));
        return present is null || next?.OpenInterest > Margin * present.OpenInterest ? next : present;
    }

    private static Contract? Largest(IEnumerable<Contract> contracts) => contracts
        .OrderByDescending(contract => contract.OpenInterest)
        .ThenBy(contract => contract.Month, StringComparer.Ordinal)
        .FirstOrDefault();
}
