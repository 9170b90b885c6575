using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Quantities;

/// <summary>A text with the words that matter to numbers marked: longest first, none inside another.</summary>
internal sealed class QuantityText
{
    private readonly Dictionary<int, TermMatch> _starting = [];
    private readonly Dictionary<int, TermMatch> _ending = [];
    private readonly List<TermMatch> _marked = [];
    private readonly QuantityWords _words;

    public QuantityText(NormalText text, QuantityWords words)
    {
        (Text, _words) = (text, words);
        var found = new List<TermMatch>();
        words.Automaton.Find(text.Span, found);
        found.Sort((one, other) => one.Start != other.Start ? one.Start.CompareTo(other.Start) : other.End.CompareTo(one.End));
        var free = 0;
        foreach (var match in found)
        {
            if (match.Start < free || IsSpan(text, match))
                continue;
            (_starting[match.Start], _ending[match.End], free) = (match, match, match.End);
            _marked.Add(match);
        }
    }

    /// <summary>年增5% is a change from a year ago; in 一年涨了10倍 and 同月增加 the first character belongs to what stands before.</summary>
    private bool IsSpan(NormalText text, TermMatch match) =>
        match.Start > 0 && text.Span[match.Start] is '年' or '月' or '季' or '周' or '日'
        && (char.IsAsciiDigit(text.Span[match.Start - 1]) || "一二两三四五六七八九十几数半今去前同上本全每当近个".Contains(text.Span[match.Start - 1], StringComparison.Ordinal))
        && LeftContext.Move(new(match, _words)) != 0;

    public QuantityWords Words => _words;

    public NormalText Text { get; }

    /// <summary>All marked words, in order.</summary>
    public IEnumerable<QuantityWord> Marked => _marked.Select(match => new QuantityWord(match, _words));

    public int Length => Text.Length;

    public char this[int at] => at >= 0 && at < Text.Length ? Text.Span[at] : ' ';

    public QuantityWord? At(int start) => _starting.TryGetValue(start, out var match) ? new(match, _words) : null;

    public QuantityWord? Before(int end) => _ending.TryGetValue(end, out var match) ? new(match, _words) : null;

    public int SkipBlank(int at) => this[at] == ' ' && at < Length ? at + 1 : at;

    public int BackOverBlank(int at) => at > 0 && this[at - 1] is ' ' or '-' ? at - 1 : at;

    public bool Has(int at, string words) => at >= 0 && at + words.Length <= Length && Text.Span.Slice(at, words.Length).SequenceEqual(words);

    /// <summary>Where the clause begins that ends here, at most so many characters before.</summary>
    public int ClauseStart(int at, int reach)
    {
        var start = at;
        while (start > 0 && at - start < reach && !IsClauseEnd(start - 1))
            start--;
        return start;
    }

    public string Written(int start, int end)
    {
        var (at, length) = Text.Place(start, end);
        return Text.Original.Substring(at, length);
    }

    /// <summary>A comma in a number ends no clause, nor does a decimal point.</summary>
    private bool IsClauseEnd(int at) => this[at] switch
    {
        '。' or ';' or '!' or '?' or '、' => true,
        ',' or '.' or ':' => !char.IsAsciiDigit(this[at + 1]) || !char.IsAsciiDigit(this[at - 1]),
        _ => false,
    };
}

/// <summary>A word beside a number.</summary>
internal readonly record struct QuantityWord(TermMatch Match, QuantityWords Words)
{
    public int Start => Match.Start;

    public int End => Match.End;

    public bool Is(QuantityWordKind kind) => Words.Detail(Match.Term, kind) is not null;

    public string? Detail(QuantityWordKind kind) => Words.Detail(Match.Term, kind);
}
