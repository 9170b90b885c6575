using Notifier.Core.Indicators;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Expressions;

/// <summary>Reads an indicator with its arguments: <c>multiple(min, 365d)</c>, <c>value</c>, <c>weekly(change(4))</c>.</summary>
/// <param name="readCondition">Reads a condition that stands as an argument.</param>
internal sealed class IndicatorReader(ExpressionLexer lexer, ExpressionScope scope, Func<Condition?> readCondition)
{
    private readonly ArgumentJudge _arguments = new(lexer, scope);
    private readonly LimitReader _limits = new(lexer, scope);
    private readonly IndicatorFit _fit = new(lexer, scope);

    /// <summary>The current token is a word.</summary>
    /// <returns>Null where it is wrong; the rest of the condition is read nevertheless.</returns>
    public Indicator? Read()
    {
        var name = lexer.Current;
        lexer.Next();
        if (scope.Find(name.Text) is not { } syntax)
        {
            lexer.Report(FindingCodes.UnknownIndicator, name.Index, Unknown(name.Text));
            SkipArguments();
            return null;
        }

        var (written, end) = lexer.Current.Kind == TokenKind.Open ? ReadArguments(syntax) : ([], name.Index);
        return !lexer.Stopped && _arguments.Judge(syntax, written, end) is { } arguments ? Create(syntax, arguments, name.Index) : null;
    }

    /// <summary>Of an indicator that nobody knows nothing more can be said than where it ends.</summary>
    private void SkipArguments()
    {
        var (open, depth) = (lexer.Current.Index, 0);
        while (lexer.Current.Kind == TokenKind.Open || (depth > 0 && lexer.Current.Kind != TokenKind.End))
        {
            depth += lexer.Current.Kind switch { TokenKind.Open => 1, TokenKind.Close => -1, _ => 0 };
            lexer.Next();
            if (depth == 0)
                return;
        }

        if (depth > 0)
            lexer.Stop(FindingCodes.UnexpectedText, open, "this bracket is never closed: add ')'");
    }

    private string Unknown(string name)
    {
        var known = scope.Catalog.Select(syntax => syntax.Name).ToList();
        return NearestName.Of(name, known) is { } nearest
            ? $"there is no indicator {Quoted.Name(name)}: did you mean '{nearest}'?"
            : $"there is no indicator {Quoted.Name(name)}: there are {string.Join(", ", known)}";
    }

    // The catalogue may refuse a combination that no single argument shows; it says so by this exception.
    private Indicator? Create(IndicatorSyntax syntax, IReadOnlyList<IndicatorArgument> arguments, int index)
    {
        try
        {
            var indicator = syntax.Create(arguments);
            return _fit.Judge(indicator, index) ? indicator : null;
        }
        catch (ArgumentException refusal)
        {
            lexer.Report(FindingCodes.WrongArgument, index, $"'{syntax.Name}' refuses its arguments: {refusal.Message}; for example {syntax.Example}");
            return null;
        }
    }

    /// <returns>The arguments, and the index of the closing bracket.</returns>
    private (IReadOnlyList<WrittenArgument> Arguments, int End) ReadArguments(IndicatorSyntax syntax)
    {
        var open = lexer.Current.Index;
        lexer.Next();
        var arguments = new List<WrittenArgument>();
        if (lexer.Current.Kind == TokenKind.Close)
            return ([], Close());
        while (true)
        {
            arguments.Add(ReadArgument(syntax.ParameterAt(arguments.Count)?.Kind));
            if (lexer.Current.Kind == TokenKind.Close)
                return (arguments, Close());
            if (lexer.Take(TokenKind.Comma))
                continue;
            RefuseEnd(syntax, open);
            return (arguments, open);
        }
    }

    private void RefuseEnd(IndicatorSyntax syntax, int open)
    {
        var (index, message) = lexer.Current.Kind switch
        {
            TokenKind.End => (open, "this bracket is never closed: add ')'"),
            TokenKind.Open => (lexer.Current.Index, $"an indicator is no argument of '{syntax.Name}' here: for example {syntax.Example}"),
            _ => (lexer.Current.Index, $"',' or ')' is expected, not {lexer.Found}"),
        };
        lexer.Stop(FindingCodes.UnexpectedText, index, message);
    }

    private WrittenArgument ReadArgument(ArgumentKind? expected)
    {
        var token = lexer.Current;
        return (expected, token.Kind) switch
        {
            (_, TokenKind.Comma or TokenKind.Close) => new(new(TokenKind.End, token.Index, "")),
            (_, TokenKind.End) => new(token),
            (ArgumentKind.Indicator, TokenKind.Word) => Nested(token, () => new(token, IsNested: true, Indicator: Read())),
            (ArgumentKind.Condition, _) => Nested(token, () => new(token, IsNested: true, Condition: readCondition())),
            (ArgumentKind.Limit, TokenKind.Number) => lexer.InArguments(() => new WrittenArgument(token, Limit: _limits.Read())),
            (_, TokenKind.Word or TokenKind.Number or TokenKind.Duration or TokenKind.Malformed or TokenKind.Quoted) => Take(token),
            _ => new(token),
        };
    }

    private WrittenArgument Nested(Token token, Func<WrittenArgument> read)
    {
        if (!lexer.Enter())
            return new(token, IsNested: true);
        var argument = lexer.InArguments(read);
        lexer.Leave();
        return argument;
    }

    private WrittenArgument Take(Token token)
    {
        var percent = token.Kind == TokenKind.Number && lexer.TakePercent() is not null;
        lexer.Next();
        return new(token, percent);
    }

    private int Close()
    {
        var index = lexer.Current.Index;
        lexer.Next();
        return index;
    }
}
