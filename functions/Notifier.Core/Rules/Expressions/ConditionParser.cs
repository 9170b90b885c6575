using Notifier.Core.Indicators;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Expressions;

/// <summary>
/// The grammar of a condition, by recursive descent; <c>not</c> binds more than <c>and</c>, <c>and</c> more than <c>or</c>:
/// or = and { "or" and }; and = unary { "and" unary }; unary = "not" unary | "(" or ")" | operand operator operand | vote.
/// </summary>
internal sealed class ConditionParser
{
    public const int MaximumLength = 4096;
    public const int MaximumDepth = 64;

    private readonly ExpressionLexer _lexer;
    private readonly ComparisonReader _comparisons;

    private ConditionParser(ExpressionLexer lexer, ExpressionScope scope)
    {
        _lexer = lexer;
        _comparisons = new(lexer, scope, new(lexer, scope, ReadOr));
    }

    /// <summary>Reads one indicator, in whose arguments conditions may stand.</summary>
    public static Indicator? ReadIndicator(ExpressionLexer lexer, ExpressionScope scope) =>
        new IndicatorReader(lexer, scope, new ConditionParser(lexer, scope).ReadOr).Read();

    /// <returns>Null where anything is wrong; the findings say what.</returns>
    public static Condition? Parse(LocatedText text, ExpressionScope scope)
    {
        if (text.Value.Length > MaximumLength)
            return TooLong(text, scope);
        var (before, parser) = (scope.Findings.Errors, new ConditionParser(new(text, scope.Findings), scope));
        var condition = parser.ReadOr();
        if (parser._lexer.Current.Kind != TokenKind.End)
            parser.Unexpected();
        if (condition is null || scope.Findings.Errors > before)
            return null;
        // Written out with its spaces it may be longer than as it came, and what is stored must be readable again.
        return ConditionText.Format(condition).Length > MaximumLength ? TooLong(text, scope) : condition;
    }

    private static Condition? TooLong(LocatedText text, ExpressionScope scope)
    {
        scope.Findings.Add(FindingCodes.TooLong, text.OffsetAt(0), $"this condition has more than {MaximumLength} characters: split it into several rungs or rules");
        return null;
    }

    private Condition? ReadOr()
    {
        var left = ReadAnd();
        while (_lexer.Take(TokenKind.Or))
            left = Or(left, ReadAnd());
        return left;
    }

    private Condition? ReadAnd()
    {
        var left = ReadUnary();
        while (_lexer.Take(TokenKind.And))
            left = And(left, ReadUnary());
        return left;
    }

    private Condition? ReadUnary()
    {
        if (_lexer.Current.Kind is not (TokenKind.Not or TokenKind.Open))
            return _comparisons.Read();
        if (!_lexer.Enter())
            return null;
        var condition = _lexer.Current.Kind == TokenKind.Not ? ReadNot() : ReadBracket();
        _lexer.Leave();
        return condition;
    }

    private Not? ReadNot()
    {
        _lexer.Next();
        return ReadUnary() is { } operand ? new(operand) : null;
    }

    private Condition? ReadBracket()
    {
        var open = _lexer.Current.Index;
        _lexer.Next();
        var condition = ReadOr();
        if (_lexer.Take(TokenKind.Close))
            return condition;
        if (_lexer.Current.Kind == TokenKind.End)
            _lexer.Stop(FindingCodes.UnexpectedText, open, "this bracket is never closed: add ')'");
        else
            Unexpected();
        return null;
    }

    // Both joints are associative: always leaning to the left, a text and its canonical form give the same tree.
    private static And? And(Condition? left, Condition? right) =>
        left is null || right is null ? null : right is And inner ? new(And(left, inner.Left)!, inner.Right) : new(left, right);

    private static Or? Or(Condition? left, Condition? right) =>
        left is null || right is null ? null : right is Or inner ? new(Or(left, inner.Left)!, inner.Right) : new(left, right);

    private void Unexpected() => _lexer.Stop(
        FindingCodes.UnexpectedText,
        _lexer.Current.Index,
        _lexer.Current.Kind == TokenKind.Close
            ? "this bracket closes nothing: remove it"
            : $"'and', 'or' or the end is expected, not {_lexer.Found}{Keywords.Hint(_lexer.Current)}");
}
