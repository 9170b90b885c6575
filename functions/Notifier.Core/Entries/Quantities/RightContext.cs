namespace Notifier.Core.Entries.Quantities;

/// <summary>What the words directly behind a number say about it: higher, 的跌幅, 以上, 左右.</summary>
internal readonly record struct RightContext(int Direction, int End, string? Cmp, string? Bound)
{
    public static RightContext Of(QuantityText text, int end)
    {
        var at = end;
        if (text[at] is '的' or ' ' or '-' or ')')
            at++;
        if (text.At(at) is not { } word)
            return new(0, end, null, null);
        return word.Is(QuantityWordKind.AfterUp) ? new(1, word.End, null, null)
            : word.Is(QuantityWordKind.AfterDown) ? new(-1, word.End, null, null)
            : word.Detail(QuantityWordKind.AfterMore) is { } cmp ? Of(text, word.End) with { Cmp = cmp }
            : word.Detail(QuantityWordKind.Approx) is { } bound && (text.Has(at, "左右") || text.Has(at, "上下")) ? new(0, word.End, null, bound)
            : new(0, end, null, null);
    }
}
