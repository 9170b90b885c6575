using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Quantities;

/// <summary>The quantities found so far, with their places in the normal text.</summary>
internal sealed class QuantityDraft(QuantityText text)
{
    private readonly List<(int Start, int End, Quantity Quantity)> _found = [];
    private readonly SubjectFinder _subjects = new(text.Text);

    public QuantityText Text => text;

    /// <summary>What was added last, and where it ends in the normal text.</summary>
    public (int End, Quantity Quantity)? Last => _found.Count == 0 ? null : (_found[^1].End, _found[^1].Quantity);

    /// <returns>The material that the text spoke of last in this sentence; null where it spoke of something else.</returns>
    public string? MaterialBefore(int start) => _subjects.MaterialBefore(start);

    /// <returns>The subject named nearest before a place in its sentence; null where there is none.</returns>
    public string? SubjectBefore(int start) => _subjects.Before(start);

    public void Add(QuantityType type, int start, int end, Func<Quantity, Quantity> values, string? unit = null, string? written = null)
    {
        if (type is QuantityType.Factor or QuantityType.Pct or QuantityType.Pp && IsDenied(start))
            return;
        var (at, length) = text.Text.Place(start, end);
        var sentence = SentenceExcerpt.Of(text.Text, text.Text.SentenceAt(start), start, end);
        var quantity = values(new(type, unit, null, written ?? text.Written(start, end), at, length, sentence));
        _found.Add((start, end, quantity with { Subject = _subjects.Of(quantity, start, end) }));
    }

    /// <summary>没有上涨10倍, 未翻番, "not doubled": what did not happen is no change.</summary>
    private bool IsDenied(int start) =>
        text.Has(start - 2, "没有") || text[start - 1] is '没' or '未' || text.Has(start - 4, "not ") || text.Has(start - 6, "never ");

    public IReadOnlyList<Quantity> Finish() => [.. _found.OrderBy(one => one.Start).ThenBy(one => one.End).Select(one => one.Quantity)];
}
