using Azure.Data.Tables;

namespace Notifier.Deliveries.Holds;

/// <summary>One transaction on the way of a hold to its end: at every moment what it lists is what is left to do.</summary>
/// <param name="Told">What the queue hears of once it is done.</param>
internal sealed record ReleaseStep(IReadOnlyList<TableTransactionAction> Actions, IReadOnlyList<Delivery> Told)
{
    /// <summary>A transaction has a hundred actions; one of them is the hold's own, one a row of members left to be marked.</summary>
    public const int Room = 98;
}
