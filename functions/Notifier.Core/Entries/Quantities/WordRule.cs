namespace Notifier.Core.Entries.Quantities;

/// <summary>Numbers that are words: doubled, tenfold, 翻倍, 腰斩, by a third, 下降一半, 过半.</summary>
internal static class WordRule
{
    // "double" is mostly an adjective; behind these it is a verb.
    private static readonly string[] BeforeVerb = ["to ", "will ", "would ", "could ", "may ", "might ", "than ", "nearly ", "almost ", "should ", "can ", "about ", "prices ", "costs ", "sales ", "s "];

    // "twice as much as", "twice the price"
    private static readonly string[] BehindTwice = [" as ", " the ", " its ", " their ", " what ", " that ", " last ", " higher", " more"];

    // "less than a third of its 2022 peak" compares, "a third of the world's lithium" is a share.
    private static readonly string[] Compared = [" peak", " level", " price", " cost", " high", " average", " value"];
    private const int ComparedReach = 30;

    private static readonly string[] PointWords = ["percentage point", "of a percentage point", "of a point", "a percentage point", "a point", "point"];

    // "相当于原生矿冶炼的四分之一"
    private static readonly string[] AreLike = ["相当于", "仅为", "只有", "不及", "不到"];
    private const int LikeReach = 16;

    public static void Apply(QuantityDraft draft)
    {
        foreach (var word in draft.Text.Marked)
        {
            if (word.Detail(QuantityWordKind.Factor) is { } factor)
                Factor(draft, word, factor.Split('|'));
            else if (word.Detail(QuantityWordKind.Fraction) is { } fraction)
                Fraction(draft, word, QuantityWords.Number(fraction.Split('|')[0]), fraction.Split('|')[1]);
            else if (word.Detail(QuantityWordKind.Half) is { } limit)
                Half(draft, word, limit);
        }
    }

    private static void Factor(QuantityDraft draft, QuantityWord word, string[] detail)
    {
        var text = draft.Text;
        if (PointsEnd(text, word.End) is { } points)
        {
            Points(draft, word, 100 * QuantityWords.Number(detail[0]), text.Has(word.Start, "by ") ? LeftContext.OfBy(text, word.Start) : LeftContext.Of(text, word.Start), points);
            return;
        }

        if (IsAdjective(text, word))
            return;
        var left = LeftContext.Of(text, word.Start);
        var right = RightContext.Of(text, word.End);
        var isFold = text.Has(word.End - 4, "fold");
        var direction = detail[1].Length == 0 ? 0 : !isFold ? detail[1] == "up" ? 1 : -1 : left.Moves ? left.Direction : right.Direction;
        var moves = isFold && left.Moves && left.FarVerb is null;
        var end = (isFold && !moves && right.Direction != 0) || (right.Direction == 0 && right.Cmp is not null) ? right.End : word.End;
        Add(draft, moves ? left.Start : left.ToStart, end, QuantityWords.Number(detail[0]), direction, left.Cmp ?? right.Cmp, left.Bound);
    }

    private static bool IsAdjective(QuantityText text, QuantityWord word)
    {
        var written = text.Text.Span[word.Start..word.End];
        return written is "twice" or "thrice" ? !BehindTwice.Any(behind => text.Has(word.End, behind))
            : written is "double" or "triple" or "treble" or "quadruple" && !BeforeVerb.Any(before => text.Has(word.Start - before.Length, before));
    }

    private static void Fraction(QuantityDraft draft, QuantityWord word, decimal percent, string bound)
    {
        var left = LeftContext.Of(draft.Text, word.Start);
        var limit = left.Bound ?? (bound.Length > 0 ? bound : null);
        if (PointsEnd(draft.Text, word.End) is { } points)
            Points(draft, word, percent, left, points);
        else if (!left.Moves)
            Standing(draft, word, percent, left, limit);
        else if (percent == 50 && left.Direction < 0)
            Add(draft, left.FarVerb is null ? left.Start : left.ToStart, word.End, 0.5m, -1, left.Cmp, limit);
        else
            Change(draft, word, percent, left, limit);
    }

    /// <returns>Where "a quarter point", "half a percentage point" ends; null where no point is spoken of.</returns>
    private static int? PointsEnd(QuantityText text, int end)
    {
        var at = text[end] is ' ' or '-' ? end + 1 : end;
        foreach (var point in PointWords)
        {
            if (text.Has(at, point))
                return at + point.Length;
        }

        return null;
    }

    private static void Points(QuantityDraft draft, QuantityWord word, decimal percent, LeftContext left, int end)
    {
        var direction = left.Direction != 0 ? left.Direction : RightContext.Of(draft.Text, end).Direction is var behind and not 0 ? behind : 1;
        var written = left.FarVerb is { } verb ? Pieces.Written(draft.Text, [verb, (left.Start, end)]) : null;
        draft.Add(QuantityType.Pp, left.FarVerb?.Start ?? left.Start, end, quantity => quantity with { Value = (double)(percent / 100 * direction), Cmp = left.Cmp, Bound = left.Bound }, null, written);
    }

    private static void Change(QuantityDraft draft, QuantityWord word, decimal percent, LeftContext left, string? bound)
    {
        var written = left.FarVerb is { } verb ? Pieces.Written(draft.Text, [verb, (left.Start, word.End)]) : null;
        draft.Add(QuantityType.Pct, left.FarVerb?.Start ?? left.Start, word.End, quantity => quantity with { Value = (double)(percent * left.Direction), Cmp = left.Cmp, Bound = bound }, null, written);
    }

    /// <summary>A part of something else is a multiple, a part of the whole a share; without a limit or a word that says so it is neither.</summary>
    private static void Standing(QuantityDraft draft, QuantityWord word, decimal percent, LeftContext left, string? bound)
    {
        if (IsCompared(draft.Text, word))
            Add(draft, left.ToStart, word.End, Math.Round(percent / 100, 3), 0, left.Cmp, bound is "approx" && left.Bound is null ? null : bound);
        else if (left.Cmp is not null || left.Bound is not null || IsShare(draft.Text, left.ToStart))
            draft.Add(QuantityType.Amount, left.ToStart, word.End, quantity => quantity with { Value = (double)percent, Cmp = left.Cmp, Bound = bound }, "%");
    }

    private static bool IsCompared(QuantityText text, QuantityWord word)
    {
        var clause = text.ClauseStart(word.Start, LikeReach);
        for (var at = clause; text[word.Start - 1] == '的' && at < word.Start; at++)
        {
            if (AreLike.Any(like => text.Has(at, like)))
                return true;
        }

        if (!text.Has(word.End, " of ") && !text.Has(word.End, " the "))
            return false;
        for (var at = word.End; at < word.End + ComparedReach && at < text.Length && text[at] is not (',' or '.'); at++)
        {
            if (Compared.Any(compared => text.Has(at, compared)))
                return true;
        }

        return false;
    }

    private static bool IsShare(QuantityText text, int start) =>
        text[start - 1] is '占' || text.Has(start - 2, "占了") || text.Has(start - 3, "占全球") || text.Has(start - 13, "accounts for ") || text.Has(start - 12, "account for ");

    private static void Half(QuantityDraft draft, QuantityWord word, string limit)
    {
        var left = LeftContext.Of(draft.Text, word.Start);
        var (cmp, bound) = limit == ">" ? (limit, null) : ((string?)null, limit);
        if (left.Moves && left.Direction < 0)
            Add(draft, left.FarVerb is null ? left.Start : left.ToStart, word.End, 0.5m, -1, cmp, bound);
        else if (left.Moves)
            draft.Add(QuantityType.Pct, left.Start, word.End, quantity => quantity with { Value = 50, Cmp = cmp, Bound = bound });
        else
            draft.Add(QuantityType.Amount, left.ToStart, word.End, quantity => quantity with { Value = 50, Cmp = cmp, Bound = bound }, "%");
    }

    private static void Add(QuantityDraft draft, int start, int end, decimal value, int direction, string? cmp, string? bound) =>
        draft.Add(QuantityType.Factor, start, end, quantity => quantity with
        {
            Value = (double)value,
            Direction = direction > 0 ? QuantityDirection.Up : direction < 0 ? QuantityDirection.Down : null,
            Cmp = cmp,
            Bound = bound,
        });
}
