namespace Notifier.Core.Entries.Quantities;

/// <summary>What the words directly before a number say about it: rose, to, by, nearly, more than, compared with a year ago.</summary>
internal sealed class LeftContext
{
    private const int MostWords = 10;

    // "cut nickel ore mining quota by 30%"
    private const int VerbReach = 60;

    // "below the 75% regarded as healthy" speaks of a number that is known, it limits none.
    private bool _isKnown;

    private LeftContext(int start) => (Start, ToStart) = (start, start);

    /// <summary>1 up, −1 down, 0 where nothing moves.</summary>
    public int Direction { get; private set; }

    /// <summary>涨幅, 增速: the number is the change itself, also behind 达 or 为.</summary>
    public bool IsRate { get; private set; }

    public bool HasTo { get; private set; }

    public bool HasBy { get; private set; }

    public bool HasMultiply { get; private set; }

    public bool HasFactorOf { get; private set; }

    public bool HasMost { get; private set; }

    public bool HasOf { get; private set; }

    public string? Cmp { get; private set; }

    public string? Bound { get; private set; }

    /// <summary>Where the words begin that belong to the number.</summary>
    public int Start { get; private set; }

    /// <summary>The same without what moves: from limits and roundings on.</summary>
    public int ToStart { get; private set; }

    /// <summary>Where the verb stands that reaches the number over other words.</summary>
    public (int Start, int End)? FarVerb { get; private set; }

    public bool Moves => Direction != 0 && (!HasTo || IsRate);

    public static LeftContext Of(QuantityText text, int start)
    {
        var context = new LeftContext(start);
        var at = start;
        for (var words = 0; words < MostWords; words++)
        {
            at = text.BackOverBlank(at);
            if (text.Before(at) is not { } word || !context.Take(text, word))
                break;
            at = word.Start;
        }

        if (context is { Direction: 0, HasBy: true } or { Direction: 0, HasTo: true })
            context.LookFurther(text, at);
        return context;
    }

    /// <returns>For a word that begins with "by" itself.</returns>
    public static LeftContext OfBy(QuantityText text, int start)
    {
        var context = new LeftContext(start) { HasBy = true };
        context.LookFurther(text, text.BackOverBlank(start));
        return context;
    }

    private bool Take(QuantityText text, QuantityWord word)
    {
        var moved = Direction != 0;
        if (word.Is(QuantityWordKind.Noise))
            return false;
        if (word.Is(QuantityWordKind.Since) && (moved || Start == ToStart))
            Start = word.Start;
        else if (moved)
            return TakeBeforeVerb(word);
        else if (Move(word) is var direction && direction != 0)
            (Direction, Start, IsRate, Cmp) = (direction, word.Start, word.Is(QuantityWordKind.RateUp) || word.Is(QuantityWordKind.RateDown), Cmp ?? word.Detail(QuantityWordKind.More));
        else if (word.Is(QuantityWordKind.Multiply))
            (HasMultiply, Direction, Start) = (true, 1, word.Start);
        else if (word.Is(QuantityWordKind.The))
            _isKnown = true;
        else if (!_isKnown && word.Detail(QuantityWordKind.More) is { } cmp)
            (Cmp, Start, ToStart, HasTo) = (Cmp ?? cmp, word.Start, word.Start, HasTo || IsPlace(text, word));
        else if (word.Detail(QuantityWordKind.Approx) is { } bound)
            (Bound, Start, ToStart) = (Bound ?? bound, word.Start, word.Start);
        else if (word.Is(QuantityWordKind.Most))
            HasMost = true;
        else if (word.Is(QuantityWordKind.FactorOf))
            (HasFactorOf, Start) = (true, word.Start);
        else if (word.Is(QuantityWordKind.To))
            HasTo = true;
        else if (word.Is(QuantityWordKind.By))
            (HasBy, Start) = text.Has(word.Start, "by") ? (true, word.Start) : (HasBy, Start);
        else if (word.Is(QuantityWordKind.Filler))
            HasOf |= text.Has(word.Start, "的") || text.Has(word.Start, "of");
        else
            return false;
        return true;
    }

    /// <summary>"slipped below 50%" says where it arrived, "slipped more than 50%" by how much.</summary>
    private static bool IsPlace(QuantityText text, QuantityWord word) => text.Text.Span[word.Start..word.End] is "below" or "above" or "under" or "well below" or "well above" or "just below" or "just above";

    /// <summary>“nearly doubled”, “more than tripled”, 大幅: what may still stand before the verb.</summary>
    private bool TakeBeforeVerb(QuantityWord word)
    {
        if (Move(word) == Direction && word.End == Start)
            Start = word.Start;
        else
            return word.Is(QuantityWordKind.Filler) && word.End == Start && !HasOf;
        return true;
    }

    private void LookFurther(QuantityText text, int from)
    {
        var clause = text.ClauseStart(from, VerbReach);
        for (var at = from; at > clause; at--)
        {
            if (text.Before(at) is not { } word || Move(word) is not (1 or -1) || word.Is(QuantityWordKind.Filler))
                continue;
            (Direction, FarVerb) = (Move(word), (word.Start, word.End));
            IsRate = word.Is(QuantityWordKind.RateUp) || word.Is(QuantityWordKind.RateDown);
            return;
        }
    }

    public static int Move(QuantityWord word) =>
        word.Is(QuantityWordKind.Up) || word.Is(QuantityWordKind.RateUp) ? 1
        : word.Is(QuantityWordKind.Down) || word.Is(QuantityWordKind.RateDown) ? -1
        : 0;
}
