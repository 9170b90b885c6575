using Notifier.Core.Indicators;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Expressions;

/// <summary>Reads an indicator with its arguments: <c>multiple(min, 365d)</c>, <c>value</c>.</summary>
internal sealed class IndicatorReader(ExpressionLexer lexer, ExpressionScope scope)
{
    private readonly ArgumentJudge _arguments = new(lexer);

    /// <summary>The current token is a word.</summary>
    /// <returns>Null where it is wrong; the rest of the condition is read nevertheless.</returns>
    public Indicator? Read()
    {
        var name = lexer.Current;
        lexer.Next();
        var (written, end) = lexer.Current.Kind == TokenKind.Open ? ReadArguments() : ([], name.Index);
        if (lexer.Stopped)
            return null;
        if (scope.Find(name.Text) is not { } syntax)
        {
            lexer.Report(FindingCodes.UnknownIndicator, name.Index, Unknown(name.Text));
            return null;
        }

        return _arguments.Judge(syntax, written, end) is { } arguments ? Create(syntax, arguments, name.Index) : null;
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
            return syntax.Create(arguments);
        }
        catch (ArgumentException refusal)
        {
            lexer.Report(FindingCodes.WrongArgument, index, $"'{syntax.Name}' refuses its arguments: {refusal.Message}; for example {syntax.Example}");
            return null;
        }
    }

    /// <returns>The arguments, and the index of the closing bracket.</returns>
    private (IReadOnlyList<WrittenArgument> Arguments, int End) ReadArguments()
    {
        var open = lexer.Current.Index;
        lexer.Next();
        var arguments = new List<WrittenArgument>();
        if (lexer.Current.Kind == TokenKind.Close)
            return ([], Close());
        while (true)
        {
            arguments.Add(ReadArgument());
            if (lexer.Current.Kind == TokenKind.Close)
                return (arguments, Close());
            if (lexer.Take(TokenKind.Comma))
                continue;
            RefuseEnd(open);
            return (arguments, open);
        }
    }

    private void RefuseEnd(int open)
    {
        var (index, message) = lexer.Current.Kind switch
        {
            TokenKind.End => (open, "this bracket is never closed: add ')'"),
            TokenKind.Open => (lexer.Current.Index, "an indicator is no argument of another one: write a window, a word or a number"),
            _ => (lexer.Current.Index, $"',' or ')' is expected, not {lexer.Found}"),
        };
        lexer.Stop(FindingCodes.UnexpectedText, index, message);
    }

    private WrittenArgument ReadArgument()
    {
        var token = lexer.Current;
        switch (token.Kind)
        {
            case TokenKind.Comma or TokenKind.Close:
                return new(new(TokenKind.End, token.Index, ""));
            case TokenKind.Word or TokenKind.Number or TokenKind.Duration or TokenKind.Malformed or TokenKind.Quoted:
                var percent = token.Kind == TokenKind.Number && lexer.TakePercent() is not null;
                lexer.Next();
                return new(token, percent);
            default:
                return new(token);
        }
    }

    private int Close()
    {
        var index = lexer.Current.Index;
        lexer.Next();
        return index;
    }
}
