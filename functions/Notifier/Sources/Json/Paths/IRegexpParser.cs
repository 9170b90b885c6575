using System.Text;

namespace Notifier.Sources.Json.Paths;

/// <summary>The grammar of RFC 9485 section 4, by recursive descent, over code points.</summary>
internal sealed class IRegexpParser
{
    private const int Deepest = 50;

    private readonly int[] _pattern;
    private int _at;

    private IRegexpParser(string pattern) => _pattern = [.. pattern.EnumerateRunes().Select(rune => rune.Value)];

    private int Next => _at < _pattern.Length ? _pattern[_at] : -1;

    /// <summary>Null where the pattern is not of the grammar.</summary>
    public static IRegexpNode? Parse(string pattern)
    {
        var parser = new IRegexpParser(pattern);
        return parser.Choice(0) is { } node && parser._at == parser._pattern.Length ? node : null;
    }

    private IRegexpNode? Choice(int depth)
    {
        if (depth > Deepest)
            return null;
        var branches = new List<IRegexpNode>();
        do
        {
            var pieces = new List<IRegexpNode>();
            while (Next is not (-1 or '|' or ')'))
            {
                if (Atom(depth) is not { } atom || Quantified(atom) is not { } piece)
                    return null;
                pieces.Add(piece);
            }

            branches.Add(new SequenceNode(pieces));
        }
        while (Take('|'));
        return branches is [var only] ? only : new ChoiceNode(branches);
    }

    private IRegexpNode? Atom(int depth)
    {
        switch (Next)
        {
            case '(':
                _at++;
                return Choice(depth + 1) is { } inner && Take(')') ? inner : null;
            case '.':
                _at++;
                return new SetNode(CodePoints.AllButLineEnds);
            case '[':
                _at++;
                return Set() is { } set ? new SetNode(set) : null;
            case '\\':
                return Escaped(out var points) ? new SetNode(points) : null;
            case '^' or '$':
                return new EdgeNode(AtStart: _pattern[_at++] == '^');
            case '*' or '+' or '?' or '{' or '}' or ']':
                return null;
            default:
                return new SetNode(CodePoints.Of(_pattern[_at++]));
        }
    }

    private IRegexpNode? Quantified(IRegexpNode atom)
    {
        if (Take('*'))
            return new RepeatNode(atom, 0, null);
        if (Take('+'))
            return new RepeatNode(atom, 1, null);
        if (Take('?'))
            return new RepeatNode(atom, 0, 1);
        return Take('{') ? Range(atom) : atom;
    }

    private RepeatNode? Range(IRegexpNode atom)
    {
        if (Number() is not { } least)
            return null;
        var (most, bounded) = ((int?)least, true);
        if (Take(','))
            (most, bounded) = Next == '}' ? (null, false) : (Number(), true);
        return (most is null && bounded) || most < least || !Take('}') ? null : new RepeatNode(atom, least, most);
    }

    /// <summary>Larger ones than can be carried out are cut to one that cannot.</summary>
    private int? Number()
    {
        var (number, start) = (0, _at);
        while (Next is >= '0' and <= '9')
            number = Math.Min(1_000_000, (number * 10) + _pattern[_at++] - '0');
        return _at > start ? number : null;
    }

    private CodePoints? Set()
    {
        var negated = Take('^');
        var all = CodePoints.None;
        var (first, closed) = (true, false);
        while (!closed)
        {
            // A hyphen stands for itself at either end.
            if (Next == '-' && (first || Peek(1) == ']'))
                (_at, all) = (_at + 1, all.With('-', '-'));
            else if (Next is -1 or '-' or '[' or ']' || !Member(ref all))
                return null;
            first = false;
            closed = Take(']');
        }

        return negated ? all.Complement() : all;
    }

    private bool Member(ref CodePoints all)
    {
        if (!Character(out var points))
            return false;
        if (points.Single is not { } from || Next != '-' || Peek(1) == ']')
        {
            all = all.With(points);
            return true;
        }

        _at++;
        if (Next is -1 or '-' or '[' or ']' || !Character(out var end) || end.Single is not { } to || to < from)
            return false;
        all = all.With(from, to);
        return true;
    }

    private bool Character(out CodePoints points)
    {
        if (Next == '\\')
            return Escaped(out points);
        points = CodePoints.Of(_pattern[_at++]);
        return true;
    }

    private bool Escaped(out CodePoints points)
    {
        points = CodePoints.None;
        _at++;
        var letter = Next;
        _at++;
        if (letter is 'p' or 'P')
            return Category(letter == 'P', out points);
        if (letter is not ('n' or 'r' or 't' or (>= '(' and <= '+') or '-' or '.' or '?' or (>= '[' and <= '^') or (>= '{' and <= '}')
            // RFC 9485 has no escape for it, and everybody writes it.
            or '$'))
            return false;
        points = CodePoints.Of(letter switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => letter });
        return true;
    }

    private bool Category(bool negated, out CodePoints points)
    {
        points = CodePoints.None;
        var name = new StringBuilder();
        if (!Take('{'))
            return false;
        while (Next is >= 'A' and <= 'z' && name.Length < 3)
            name.Append((char)_pattern[_at++]);
        if (!Take('}') || CodePoints.OfCategory(name.ToString()) is not { } found)
            return false;
        points = negated ? found.Complement() : found;
        return true;
    }

    private bool Take(int letter)
    {
        if (Next != letter)
            return false;
        _at++;
        return true;
    }

    private int Peek(int ahead) => _at + ahead < _pattern.Length ? _pattern[_at + ahead] : -1;
}
