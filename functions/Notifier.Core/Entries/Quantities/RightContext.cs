namespace Notifier.Core.Entries.Quantities;

/// <summary>What the words directly behind a number say about it: higher, 的跌幅, 以上, 左右.</summary>
internal readonly record struct RightContext(int Direction, int End, string? Cmp, string? Bound)
{
    // "12% year-on-year increase"
    private const int MostWords = 3;

    private static readonly string[] BehindNumbers = ["左右", "上下", "附近", "前后", "一带", "or so", "more or less"];

    public static RightContext Of(QuantityText text, int end) => Of(text, end, MostWords);

    private static RightContext Of(QuantityText text, int end, int words)
    {
        var at = end;
        // 三成多, 一倍多
        if (text[at] is '多' or '余' && text[at - 1] is '倍' or '成' or '番')
            return new(0, at + 1, ">", null);
        if (text[at] is '的' or ' ' or '-' or ')')
            at++;
        if (words == 0 || text.At(at) is not { } word)
            return new(0, end, null, null);
        if (word.Is(QuantityWordKind.Since) && Of(text, word.End, words - 1) is { Direction: not 0 } behind)
            return behind;
        return word.Is(QuantityWordKind.AfterUp) ? new(1, word.End, null, null)
            : word.Is(QuantityWordKind.AfterDown) ? new(-1, word.End, null, null)
            : word.Detail(QuantityWordKind.AfterMore) is { } cmp ? Of(text, word.End, words - 1) with { Cmp = cmp }
            : word.Detail(QuantityWordKind.Approx) is { } bound && BehindNumbers.Any(behindNumber => text.Has(at, behindNumber)) ? new(0, word.End, null, bound)
            : new(0, end, null, null);
    }
}
