namespace Notifier.Core.Entries.Quantities;

/// <summary>Numbers that are words: doubled, tenfold, 翻倍, 腰斩, by a third, 下降一半.</summary>
internal static class WordRule
{
    // "double" is mostly an adjective; behind these it is a verb.
    private static readonly string[] BeforeVerb = ["to ", "will ", "would ", "could ", "may ", "might ", "than ", "nearly ", "almost ", "should ", "can ", "about ", "prices ", "costs ", "sales ", "s "];

    public static void Apply(QuantityDraft draft)
    {
        foreach (var word in draft.Text.Marked)
        {
            if (word.Detail(QuantityWordKind.Factor) is { } factor)
                Factor(draft, word, factor.Split('|'));
            else if (word.Detail(QuantityWordKind.Fraction) is { } fraction)
                Fraction(draft, word, fraction.Split('|'));
        }
    }

    private static void Factor(QuantityDraft draft, QuantityWord word, string[] detail)
    {
        var text = draft.Text;
        if (IsAdjective(text, word))
            return;
        var left = LeftContext.Of(text, word.Start);
        var right = RightContext.Of(text, word.End);
        var isFold = text.Has(word.End - 4, "fold");
        var direction = !isFold ? detail[1] == "up" ? 1 : -1 : left.Moves ? left.Direction : right.Direction;
        var moves = isFold && left.Moves && left.FarVerb is null;
        var end = isFold && !moves && right.Direction != 0 ? right.End : word.End;
        draft.Add(QuantityType.Factor, moves ? left.Start : left.ToStart, end, quantity => quantity with
        {
            Value = (double)QuantityWords.Number(detail[0]),
            Direction = direction > 0 ? QuantityDirection.Up : direction < 0 ? QuantityDirection.Down : null,
            Cmp = left.Cmp,
            Bound = left.Bound,
        });
    }

    private static bool IsAdjective(QuantityText text, QuantityWord word)
    {
        var written = text.Text.Span[word.Start..word.End];
        return written is "double" or "triple" or "treble" or "quadruple"
            && !BeforeVerb.Any(before => text.Has(word.Start - before.Length, before));
    }

    private static void Fraction(QuantityDraft draft, QuantityWord word, string[] detail)
    {
        var left = LeftContext.Of(draft.Text, word.Start);
        if (!left.Moves)
            return;
        var written = left.FarVerb is { } verb ? Pieces.Written(draft.Text, [verb, (left.Start, word.End)]) : null;
        draft.Add(QuantityType.Pct, left.FarVerb?.Start ?? left.Start, word.End, quantity => quantity with
        {
            Value = (double)(QuantityWords.Number(detail[0]) * left.Direction),
            Cmp = left.Cmp,
            Bound = left.Bound ?? (detail[1].Length > 0 ? detail[1] : null),
        }, null, written);
    }
}
