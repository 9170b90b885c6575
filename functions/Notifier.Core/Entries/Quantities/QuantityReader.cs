using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Quantities;

/// <summary>
/// Reads prices, factors, changes and amounts from Chinese and English text. “涨了10倍” is eleven times as much to the letter and ten
/// times as people mostly mean it, “increased 10 times” the other way round: both readings are kept. Dates, orders, names and
/// counts of things that are no quantity are left out.
/// </summary>
public static class QuantityReader
{
    /// <returns>In the order of the text.</returns>
    public static IReadOnlyList<Quantity> Read(string text)
    {
        var normal = NormalText.Of(text);
        if (normal.Length == 0)
            return [];
        var marked = new QuantityText(normal, QuantityWords.Default);
        var draft = new QuantityDraft(marked);
        FromToRule.Apply(draft, MeasureScan.Of(marked));
        WordRule.Apply(draft);
        return draft.Finish();
    }
}
