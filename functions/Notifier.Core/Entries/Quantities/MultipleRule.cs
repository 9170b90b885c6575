namespace Notifier.Core.Entries.Quantities;

/// <summary>
/// 倍, 番, times, -fold. A Chinese “涨了N倍” has N to add, so that it is N + 1 strictly and N as people mostly mean it; an English
/// “increased N times” is read as N first. “涨到N倍”, “是…的N倍”, “N times as high as” leave no choice.
/// </summary>
internal static class MultipleRule
{
    // "three times as expensive as"
    private const int AsReach = 40;

    // "涨至去年同期的三倍"
    private const int OfReach = 16;

    public static void Apply(QuantityDraft draft, Measure measure, LeftContext left, RightContext right)
    {
        if (measure.Value <= 0)
            return;
        if (measure.Kind == MeasureKind.Fan)
            Fans(draft, measure, left, right);
        else if (measure.Kind == MeasureKind.Fold)
            Fold(draft, measure, left, right);
        else if (draft.Text[measure.End - 1] == '倍')
            Chinese(draft, WithHalf(draft.Text, measure), left, right);
        else
            English(draft, measure, left, right);
    }

    public static void FactorOf(QuantityDraft draft, Measure measure, LeftContext left) =>
        Add(draft, measure, left, default, measure.Value, null, left.Direction);

    private static void Fans(QuantityDraft draft, Measure measure, LeftContext left, RightContext right)
    {
        if (left.HasMultiply && measure.Value <= 20)
            Add(draft, measure, left, right with { Direction = 0 }, (decimal)Math.Pow(2, (double)measure.Value), null, 1);
    }

    /// <summary>45X is a paragraph of a law.</summary>
    private static void Fold(QuantityDraft draft, Measure measure, LeftContext left, RightContext right)
    {
        if (left.Moves || right.Direction != 0 || draft.Text[measure.End - 1] == 'd')
            Add(draft, measure, left, right, measure.Value, null, left.Moves ? left.Direction : right.Direction);
    }

    /// <summary>一倍半: one and a half times; 一倍半年内 is not.</summary>
    private static Measure WithHalf(QuantityText text, Measure measure) =>
        text[measure.End] == '半' && text[measure.End + 1] is not ('年' or '月' or '天' or '日') ? measure with { Value = measure.Value + 0.5m, End = measure.End + 1 } : measure;

    private static void Chinese(QuantityDraft draft, Measure measure, LeftContext left, RightContext right)
    {
        if (left.HasOf && (left.Direction == 0 || left.FarVerb is not null || left.HasTo))
            Of(draft, measure, left);
        else if (left.Moves || (left.Direction == 0 && !left.HasTo && right.Direction > 0))
            Added(draft, measure, left, right);
        else
            Add(draft, measure, left, default, measure.Value, null, left.Direction);
    }

    /// <summary>“涨了一倍” is twice as much for everybody.</summary>
    private static void Added(QuantityDraft draft, Measure measure, LeftContext left, RightContext right)
    {
        var direction = left.Moves ? left.Direction : right.Direction;
        if (direction < 0)
            Add(draft, measure, left, right, Math.Round(1 / measure.Value, 4), null, -1);
        else
            Add(draft, measure, left, right, measure.Value + 1, measure.Value == 1 ? null : measure.Value, 1);
    }

    /// <summary>是去年的3倍, 涨至原来的2.4倍, 超过需求的3倍.</summary>
    private static void Of(QuantityDraft draft, Measure measure, LeftContext left)
    {
        var text = draft.Text;
        var (start, direction, cmp) = (left.ToStart, 0, left.Cmp ?? measure.Cmp);
        for (var at = start; at > text.ClauseStart(left.ToStart, OfReach); at--)
        {
            if (text.Before(at) is not { } word)
                continue;
            if (word.Is(QuantityWordKind.To) && text.Before(word.Start) is { } verb && LeftContext.Move(verb) is var move and not 0)
                (start, direction) = (verb.Start, move);
            else if (cmp is null && word.Detail(QuantityWordKind.More) is { } limit)
                (start, cmp) = (word.Start, limit);
            else
                continue;
            break;
        }

        draft.Add(QuantityType.Factor, start, measure.End, quantity => quantity with
        {
            Value = (double)measure.Value,
            Direction = direction > 0 ? QuantityDirection.Up : direction < 0 ? QuantityDirection.Down : null,
            Cmp = cmp,
            Bound = left.Bound,
        });
    }

    private static void English(QuantityDraft draft, Measure measure, LeftContext left, RightContext right)
    {
        var text = draft.Text;
        var at = text.SkipBlank(measure.End);
        if (text.Has(at, "as ") && As(text, at + 3) is { } end)
            Compared(draft, measure, left, end);
        else if (text.Has(at, "the ") || text.Has(at, "that ") || text.Has(at, "what ") || text.Has(at, "its ") || text.Has(at, "their "))
            Compared(draft, measure, left, measure.End);
        else if (left.Moves && left.FarVerb is null)
            Add(draft, measure, left, default, measure.Value, measure.Value + 1, left.Direction);
        else if (left.Moves && left.HasBy)
            Add(draft, measure, left, default, measure.Value, measure.Value + 1, left.Direction);
        else if (right.Direction != 0 || IsComparative(text, at))
            Compared(draft, measure, left, right.Direction != 0 ? right.End : measure.End);
        else if (left.HasTo && left.Direction > 0)
            Add(draft, measure, left, default, measure.Value, null, 1);
    }

    private static bool IsComparative(QuantityText text, int at) =>
        text.Has(at, "larger") || text.Has(at, "bigger") || text.Has(at, "greater") || text.Has(at, "faster") || text.Has(at, "costlier") || text.Has(at, "pricier");

    private static int? As(QuantityText text, int from)
    {
        for (var at = from; at < Math.Min(text.Length, from + AsReach); at++)
        {
            if (text.Has(at, " as ") || (text.Has(at, " as") && at + 3 == text.Length))
                return at + 3;
        }

        return null;
    }

    private static void Compared(QuantityDraft draft, Measure measure, LeftContext left, int end) =>
        draft.Add(QuantityType.Factor, left.ToStart, end, quantity => quantity with { Value = (double)measure.Value, Cmp = left.Cmp ?? measure.Cmp, Bound = left.Bound });

    private static void Add(QuantityDraft draft, Measure measure, LeftContext left, RightContext right, decimal value, decimal? alt, int direction)
    {
        var end = Math.Max(measure.End, !left.Moves && right.Direction != 0 ? right.End : 0);
        draft.Add(QuantityType.Factor, left.FarVerb is null ? left.Start : left.ToStart, end, quantity => quantity with
        {
            Value = (double)value,
            Alt = (double?)alt,
            Direction = direction > 0 ? QuantityDirection.Up : direction < 0 ? QuantityDirection.Down : null,
            Cmp = left.Cmp ?? measure.Cmp ?? right.Cmp,
            Bound = left.Bound ?? right.Bound,
        });
    }
}
