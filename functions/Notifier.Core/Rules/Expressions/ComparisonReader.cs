using Notifier.Core.Indicators;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Expressions;

/// <summary>Reads <c>indicator operator limit</c>, or the same turned round; the limit is a number or another indicator. A vote stands alone.</summary>
internal sealed class ComparisonReader(ExpressionLexer lexer, ExpressionScope scope, IndicatorReader indicators)
{
    private readonly LimitReader _limits = new(lexer, scope);
    private readonly LimitJudge _judge = new(lexer, scope);

    public Condition? Read()
    {
        var left = ReadOperand();
        if (lexer.Stopped)
            return null;
        if (lexer.Current.Kind != TokenKind.Operator)
            return NoOperator(left);
        var comparison = lexer.Current.Operator;
        lexer.Next();
        var right = ReadOperand();
        return lexer.Stopped || RefuseChain() ? null : Compare(left, comparison, right);
    }

    private Operand ReadOperand()
    {
        var token = lexer.Current;
        switch (token.Kind)
        {
            case TokenKind.Word when IsNoNumber(token.Text):
                lexer.Stop(FindingCodes.InvalidNumber, token.Index, $"{Quoted.Name(token.Text)} is not a limit: write a finite number, as in 500000, 0.5 or 1e6");
                return default;
            case TokenKind.Word:
                return new(token, indicators.Read(), null);
            case TokenKind.Number or TokenKind.Duration or TokenKind.Malformed:
                return new(token, null, _limits.Read());
            case TokenKind.End:
                lexer.Stop(FindingCodes.ComparisonExpected, token.Index, "an indicator compared with a number is expected here, for example change(90d) >= 15%");
                return default;
            default:
                lexer.Stop(FindingCodes.UnexpectedText, token.Index, $"an indicator or a number is expected, not {lexer.Found}");
                return default;
        }
    }

    private static bool IsNoNumber(string word) =>
        word.Equals("nan", StringComparison.OrdinalIgnoreCase) || word.Equals("inf", StringComparison.OrdinalIgnoreCase) || word.Equals("infinity", StringComparison.OrdinalIgnoreCase);

    private Vote? NoOperator(Operand alone)
    {
        if (lexer.Current.Kind is TokenKind.Number or TokenKind.Word or TokenKind.Unknown or TokenKind.Quoted or TokenKind.Malformed or TokenKind.Duration)
            lexer.Stop(FindingCodes.UnexpectedText, lexer.Current.Index, $"one of > >= < <= is expected, not {lexer.Found}");
        else if (scope.Find(alone.Token.Text) is { StandsAlone: true } && alone.Limit is null)
            return (alone.Indicator as VoteIndicator)?.Vote;
        else
            lexer.Report(FindingCodes.ComparisonExpected, alone.Token.Index, alone.Limit is null
                ? $"{Quoted.Name(alone.Token.Text)} is compared with nothing: add a limit, for example change(90d) >= 15%"
                : "a number alone is no condition: compare an indicator with it, for example value > 500000");
        return null;
    }

    private bool RefuseChain()
    {
        if (lexer.Current.Kind != TokenKind.Operator)
            return false;
        lexer.Report(FindingCodes.ChainedComparison, lexer.Current.Index, "two comparisons share an operand: write them apart, as in 'value > 1 and value < 5'");
        while (lexer.Take(TokenKind.Operator))
            ReadOperand();
        return true;
    }

    private Comparison? Compare(Operand left, ComparisonOperator comparison, Operand right)
    {
        if (left.Limit is { } flipped && right.Limit is null)
            return right.Indicator is null ? null : Judged(right.Indicator, Flip(comparison), flipped);
        if (right.Limit is { } limit && left.Limit is null)
            return left.Indicator is null ? null : Judged(left.Indicator, comparison, limit);
        if (left.Limit is null)
            return left.Indicator is null || right.Indicator is null ? null : Judged(left.Indicator, comparison, right.Indicator, right.Token.Index);
        lexer.Report(FindingCodes.ComparisonExpected, right.Token.Index, "one side of a comparison is an indicator, for example value > 500000");
        return null;
    }

    /// <summary>What takes over parameters of the other side is the limit, on whichever side it was written.</summary>
    private Comparison? Judged(Indicator left, ComparisonOperator comparison, Indicator right, int index)
    {
        if (!_judge.Judge(left, right, index))
            return null;
        try
        {
            var turned = Bound(left, right);
            return turned != left
                ? new(right, Flip(comparison), double.NaN, left.Text, turned)
                : new(left, comparison, double.NaN, right.Text, Bound(right, left));
        }
        catch (ArgumentException refusal)
        {
            // What one side takes over of the other may be beyond what it knows.
            lexer.Report(FindingCodes.WrongArgument, index, $"'{left.Text}' and '{right.Text}' do not go together: {refusal.Message}");
            return null;
        }
    }

    private static Indicator Bound(Indicator limit, Indicator other) => other is GridIndicator grid && limit is not GridIndicator ? grid.Bound(limit) : limit.Against(other);

    private Comparison? Judged(Indicator indicator, ComparisonOperator comparison, WrittenLimit limit) =>
        _judge.Judge(limit, indicator) is { } number
            ? new(indicator, comparison, number, limit.Text) { LimitDuration = limit.Form == LimitForm.Duration ? TimeSpan.FromDays(number) : null }
            : null;

    private static ComparisonOperator Flip(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        ComparisonOperator.Less => ComparisonOperator.Greater,
        _ => ComparisonOperator.GreaterOrEqual,
    };

    /// <param name="Indicator">Null for a limit, and for an indicator that was wrong.</param>
    private readonly record struct Operand(Token Token, Indicator? Indicator, WrittenLimit? Limit);
}
