namespace Notifier.Sources.Json.Paths;

/// <summary>The grammar of RFC 9535 appendix A, by recursive descent; what it accepts is well-formed and well-typed (section 2.4.3).</summary>
internal sealed class PathParser
{
    /// <summary>Of brackets and filters within each other.</summary>
    private const int Deepest = 50;

    private readonly PathReader _reader;
    private readonly PathTestParser _tests;
    private int _depth;

    private PathParser(string text)
    {
        _reader = new(text);
        _tests = new(_reader, this);
    }

    /// <exception cref="PathSyntaxException">Where and why it is none.</exception>
    public static PathQuery Parse(string text)
    {
        var parser = new PathParser(text);
        parser._reader.Require("$", "a query begins with the root of the document, which");
        var query = parser.Query(fromRoot: true);
        return parser._reader.IsAtEnd ? query : throw parser._reader.Wrong("the query should end here, or go on with . or [");
    }

    /// <summary>The segments behind <c>$</c> or <c>@</c>.</summary>
    public PathQuery Query(bool fromRoot)
    {
        var segments = new List<PathSegment>();
        while (true)
        {
            // Blanks are part of the query only where another segment follows.
            var before = _reader.At;
            _reader.SkipBlanks();
            if (Segment() is not { } segment)
            {
                _reader.Return(before);
                return new(fromRoot, segments);
            }

            segments.Add(segment);
        }
    }

    /// <summary>One level further in.</summary>
    public T Inside<T>(Func<T> read)
    {
        if (++_depth > Deepest)
            throw _reader.Wrong($"brackets and filters stand within each other more than {Deepest} deep");
        var inner = read();
        _depth--;
        return inner;
    }

    private PathSegment? Segment()
    {
        if (_reader.Take(".."))
            return new(true, _reader.Sees("[") ? Inside(Bracketed) : [Shorthand()]);
        if (_reader.Take("."))
            return new(false, [Shorthand()]);
        return _reader.Sees("[") ? new(false, Inside(Bracketed)) : null;
    }

    private PathSelector Shorthand() => _reader.Take("*") ? new WildcardSelector() : new NameSelector(_reader.Name());

    private List<PathSelector> Bracketed()
    {
        _reader.Require("[", "a bracket");
        var selectors = new List<PathSelector>();
        do
        {
            _reader.SkipBlanks();
            selectors.Add(Selector());
            _reader.SkipBlanks();
        }
        while (_reader.Take(","));
        _reader.Require("]", "the end of the brackets");
        return selectors;
    }

    private PathSelector Selector()
    {
        switch (_reader.Next)
        {
            case '\'' or '"':
                return new NameSelector(_reader.Quoted());
            case '*':
                _reader.Take("*");
                return new WildcardSelector();
            case '?':
                _reader.Take("?");
                _reader.SkipBlanks();
                return new FilterSelector(_tests.Or());
            case ':' or '-' or (>= '0' and <= '9'):
                return IndexOrSlice();
            default:
                throw _reader.Wrong("a name in quotes, a position, a slice, * or ?filter is expected here");
        }
    }

    private PathSelector IndexOrSlice()
    {
        long? start = _reader.Next == ':' ? null : _reader.Integer();
        var before = _reader.At;
        _reader.SkipBlanks();
        if (!_reader.Take(":"))
        {
            _reader.Return(before);
            return new IndexSelector(start!.Value);
        }

        var end = OptionalInteger();
        var step = _reader.Take(":") ? OptionalInteger() : null;
        return new SliceSelector(start, end, step ?? 1);
    }

    private long? OptionalInteger()
    {
        _reader.SkipBlanks();
        if (_reader.Next is not ('-' or (>= '0' and <= '9')))
            return null;
        var number = _reader.Integer();
        _reader.SkipBlanks();
        return number;
    }
}
