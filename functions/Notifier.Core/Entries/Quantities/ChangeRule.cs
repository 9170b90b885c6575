namespace Notifier.Core.Entries.Quantities;

/// <summary>Percent and percentage points: a change where something moves by them, else a rate or a share.</summary>
internal static class ChangeRule
{
    // "削减镍矿开采配额30%": the object between the verb and the number.
    private const int ObjectReach = 12;
    private const int MostObjectWords = 3;

    public static void Percent(QuantityDraft draft, Measure measure, LeftContext left, RightContext right)
    {
        if (Direction(draft.Text, measure, left, right) is var direction and not 0)
            Add(draft, QuantityType.Pct, measure, left, right, measure.Value * direction);
        else
            draft.Add(QuantityType.Amount, left.ToStart, right.Cmp is not null || right.Bound is not null ? right.End : measure.End,
                quantity => quantity with { Value = (double)measure.Value, Cmp = left.Cmp ?? measure.Cmp ?? right.Cmp, Bound = left.Bound ?? right.Bound }, "%");
    }

    public static void Points(QuantityDraft draft, Measure measure, LeftContext left, RightContext right)
    {
        var direction = Direction(draft.Text, measure, left, right);
        Add(draft, QuantityType.Pp, measure, left, right, measure.Value * (direction == 0 ? 1 : direction));
    }

    private static int Direction(QuantityText text, Measure measure, LeftContext left, RightContext right) =>
        measure.Sign != 0 ? measure.Sign
        : left.Moves ? left.Direction
        : left.HasTo ? 0
        : right.Direction != 0 ? right.Direction
        : OverObject(text, measure, left);

    private static int OverObject(QuantityText text, Measure measure, LeftContext left)
    {
        var clause = text.ClauseStart(left.ToStart, ObjectReach);
        for (var at = left.ToStart; at > clause; at--)
        {
            // Another number between them is what the verb speaks of.
            if (char.IsAsciiDigit(text[at - 1]) || text[at - 1] is '占' or '率' && measure.Kind == MeasureKind.Percent)
                return 0;
            if (text.Before(at) is { } word && Transitive.Contains(text.Text.Span[word.Start..word.End].ToString()))
                return LeftContext.Move(word);
        }

        return OverEnglishObject(text, left.ToStart);
    }

    /// <summary>"cut fleet emissions 55%", "raises import duties 25%": up to three plain words between the verb and the number.</summary>
    private static int OverEnglishObject(QuantityText text, int start)
    {
        var end = text.BackOverBlank(start);
        for (var words = 0; words <= MostObjectWords; words++)
        {
            var at = end;
            while (at > 0 && char.IsAsciiLetter(text[at - 1]))
                at--;
            var word = at < end ? text.Text.Span[at..end].ToString() : "";
            if (words > 0 && Transitive.Contains(word) && text.At(at) is { } verb)
                return LeftContext.Move(verb);
            if (word.Length == 0 || NoObject.Contains(word) || text[at - 1] != ' ')
                return 0;
            end = at - 1;
        }

        return 0;
    }

    private static readonly HashSet<string> NoObject = new(StringComparer.Ordinal)
    {
        "a", "an", "the", "at", "of", "in", "on", "for", "with", "from", "to", "by", "as", "than", "and", "or", "is", "are", "was", "were", "has", "have", "about", "over", "under", "below", "above", "between", "up", "down", "per", "rate", "rates", "share", "stake",
    };

    private static readonly HashSet<string> Transitive = new(StringComparer.Ordinal)
    {
        "削减", "减少", "下调", "上调", "提高", "降低", "压减", "缩减", "增加", "调高", "调低", "调降", "调升", "砍", "cut", "cuts", "cutting", "raise", "raises", "raised", "reduce", "reduces", "reduced", "slash", "slashes", "slashed", "lower", "lowers", "lowered", "increase", "increases", "increased", "hike", "hikes", "hiked",
    };

    private static void Add(QuantityDraft draft, QuantityType type, Measure measure, LeftContext left, RightContext right, decimal value)
    {
        var reaches = measure.Sign == 0 && left.Moves;
        var (start, end) = (reaches && left.FarVerb is null ? left.Start : left.ToStart, reaches || right.End == measure.End ? measure.End : right.End);
        var written = reaches && left.FarVerb is { } verb ? Pieces.Written(draft.Text, [verb, (left.Start, end)]) : null;
        draft.Add(type, reaches && left.FarVerb is { } far ? far.Start : start, end,
            quantity => quantity with { Value = (double)value, Cmp = left.Cmp ?? measure.Cmp ?? right.Cmp, Bound = left.Bound ?? right.Bound }, null, written);
    }
}
