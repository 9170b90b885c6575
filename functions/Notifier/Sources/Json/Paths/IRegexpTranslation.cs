using System.Text;

namespace Notifier.Sources.Json.Paths;

/// <summary>From the grammar of RFC 9485 section 4 to a .NET expression that matches code points where .NET alone would match halves of surrogate pairs.</summary>
internal sealed class IRegexpTranslation
{
    private const int Deepest = 50;

    private readonly int[] _pattern;
    private readonly StringBuilder _text = new();
    private int _at;

    public IRegexpTranslation(string pattern)
    {
        _pattern = [.. pattern.EnumerateRunes().Select(rune => rune.Value)];
        Text = Branches(0) && _at == _pattern.Length ? _text.ToString() : null;
    }

    /// <summary>Null where the pattern is not of the grammar.</summary>
    public string? Text { get; }

    private int Next => _at < _pattern.Length ? _pattern[_at] : -1;

    private bool Branches(int depth)
    {
        if (depth > Deepest)
            return false;
        while (true)
        {
            while (Next is not (-1 or '|' or ')'))
            {
                if (!Atom(depth) || !Quantifier())
                    return false;
            }

            if (!Take('|'))
                return true;
            _text.Append('|');
        }
    }

    private bool Atom(int depth)
    {
        switch (Next)
        {
            case '(':
                _at++;
                _text.Append("(?:");
                if (!Branches(depth + 1) || !Take(')'))
                    return false;
                _text.Append(')');
                return true;
            case '.':
                _at++;
                _text.Append(CodePoints.AllButLineEnds.ToPattern());
                return true;
            case '[':
                _at++;
                return Set();
            case '\\':
                return Escaped(out var points) && Append(points);
            case '^' or '$':
                _text.Append(_pattern[_at++] == '^' ? @"\A" : @"\z");
                return true;
            case '*' or '+' or '?' or '{' or '}' or ']':
                return false;
            default:
                return Append(CodePoints.Of(_pattern[_at++]));
        }
    }

    private bool Append(CodePoints points)
    {
        _text.Append(points.ToPattern());
        return true;
    }

    private bool Quantifier()
    {
        if (Next is '*' or '+' or '?')
            _text.Append((char)_pattern[_at++]);
        else if (Take('{'))
            return Range();
        return true;
    }

    private bool Range()
    {
        if (Number() is not { } least)
            return false;
        var most = least;
        if (Take(','))
            most = Next == '}' ? "" : Number();
        if (most is null || !Take('}'))
            return false;
        _text.Append(most == least ? $"{{{least}}}" : $"{{{least},{most}}}");
        return true;
    }

    private string? Number()
    {
        var digits = new StringBuilder();
        while (Next is >= '0' and <= '9')
            digits.Append((char)_pattern[_at++]);
        return digits.Length > 0 ? digits.ToString() : null;
    }

    private bool Set()
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
                return false;
            first = false;
            closed = Take(']');
        }

        return Append(negated ? all.Complement() : all);
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
