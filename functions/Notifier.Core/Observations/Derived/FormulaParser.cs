using System.Globalization;
using Notifier.Core.Entries;
using Notifier.Core.Entries.Topics;
using Notifier.Core.Rules;
using Notifier.Core.Observations;

namespace Notifier.Core.Observations.Derived;

/// <summary>
/// Reads formulas by recursive descent: sum = product { (+|-) product }; product = operand { (*|/) operand }; operand = number [%] |
/// series | ( sum ) | - operand | exvat|invat ( sum , number% ) | count ( topic | 'words' , duration ). An id may hold '-': a minus between two
/// series has spaces around it.
/// </summary>
public sealed class FormulaParser
{
    public const int MaximumLength = 500;
    private const int MaximumDepth = 32;

    private static readonly IReadOnlyList<string> Topics = [.. TopicClassifier.Default.Topics.Select(topic => topic.Id)];

    private readonly string _text;
    private int _at;
    private int _depth;

    private FormulaParser(string text) => _text = text;

    /// <exception cref="FormulaException">The text is no formula; the message says what is expected, the column where.</exception>
    public static Formula Parse(string text)
    {
        if (text.Length > MaximumLength)
            throw new FormulaException($"a formula has at most {MaximumLength} characters");
        var parser = new FormulaParser(text);
        var formula = parser.Sum();
        return parser.Skip() == '\0' ? formula : throw parser.Expected("+, -, *, / or the end");
    }

    private Formula Sum()
    {
        if (++_depth > MaximumDepth)
            throw new FormulaException($"more than {MaximumDepth} brackets within one another", _at + 1);
        var left = Product();
        while (Skip() is '+' or '-')
            left = new OperationTerm(left, _text[_at++], Product());
        _depth--;
        return left;
    }

    private Formula Product()
    {
        var left = Operand();
        while (Skip() is '*' or '/')
            left = new OperationTerm(left, _text[_at++], Operand());
        return left;
    }

    private Formula Operand()
    {
        var next = Skip();
        if (next == '(')
        {
            _at++;
            var inner = Sum();
            Take(')');
            return inner;
        }

        if (next == '-')
        {
            _at++;
            if (++_depth > MaximumDepth)
                throw new FormulaException($"more than {MaximumDepth} signs within one another", _at + 1);
            var operand = Operand();
            _depth--;
            return new OperationTerm(new NumberTerm(-1), '*', operand);
        }

        var column = _at + 1;
        var word = Word();
        if (word.Length == 0)
            throw Expected("a series, a number or a bracket");
        return double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? new NumberTerm(Percent(number))
            : Skip() == '(' ? Function(word, column)
            : Identifier.IsValid(word) ? new SeriesTerm(word)
            : throw new FormulaException($"'{word}' is neither a series nor a number: an id has {Identifier.Form}", column);
    }

    private Formula Function(string name, int column)
    {
        _at++;
        Formula made = name switch
        {
            "exvat" => Tax(into: false),
            "invat" => Tax(into: true),
            "count" => Count(),
            _ => throw new FormulaException($"there is no function '{name}': there are exvat, invat and count", column),
        };
        Take(')');
        return made;
    }

    private TaxTerm Tax(bool into)
    {
        var price = Sum();
        Take(',');
        Skip();
        var word = Word();
        return double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && Percent(rate) is >= 0 and < 1 and var share
            ? new(price, share, into)
            : throw Expected("the rate of the tax, for example 13%");
    }

    private CountTerm Count()
    {
        var subject = Subject();
        Take(',');
        Skip();
        return DurationText.TryParse(Word(), out var window) && window > TimeSpan.Zero ? new(subject, window) : throw Expected($"a window: {DurationText.Form}");
    }

    /// <summary>A topic's id, or words in quotes.</summary>
    private string Subject()
    {
        if (Skip() is var next && char.IsAsciiLetter(next))
        {
            var (start, column) = (_at, _at + 1);
            while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '_'))
                _at++;
            var topic = _text[start.._at];
            return Topics.Contains(topic) ? topic
                : throw new FormulaException(NearestName.Of(topic, Topics) is { } nearest ? $"there is no topic '{topic}': did you mean '{nearest}'?" : $"there is no topic '{topic}': there are {string.Join(", ", Topics)}", column);
        }

        if (next is not ('\'' or '"') || _text.IndexOf(next, _at + 1) is var close && close < 0)
            throw Expected("a topic, or the words to look for in quotes,");
        var quoted = _text[_at..(close + 1)];
        if (EntryWords.Parse(quoted[1..^1]).IsEmpty)
            throw Expected("a word to look for between the quotes");
        if (EntryWords.EmptyAlternative(quoted[1..^1]) is >= 0 and var place)
            throw new FormulaException("a '|' has nothing beside it: write the word that is missing, or remove the '|'", _at + place + 2);
        _at = close + 1;
        return quoted;
    }

    private double Percent(double number)
    {
        if (_at >= _text.Length || _text[_at] != '%')
            return number;
        _at++;
        return number / 100;
    }

    private string Word()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '.' || (_text[_at] == '-' && _at > start && _at + 1 < _text.Length && char.IsAsciiLetterOrDigit(_text[_at + 1]))))
            _at++;
        return _text[start.._at];
    }

    private char Skip()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private void Take(char sign)
    {
        if (Skip() != sign)
            throw Expected($"'{sign}'");
        _at++;
    }

    private FormulaException Expected(string what) =>
        new($"{what} is expected{(_at < _text.Length ? $", not '{_text[_at]}'" : " before the end")}", _at + 1);
}
