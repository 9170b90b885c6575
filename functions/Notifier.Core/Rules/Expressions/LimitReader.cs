using Notifier.Core.Observations;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Expressions;

/// <summary>Reads a limit: a number, with <c>%</c> or a unit behind it, or a duration.</summary>
internal sealed class LimitReader(ExpressionLexer lexer, ExpressionScope scope)
{
    /// <returns>Null where the current token begins no limit; the lexer has stopped then.</returns>
    public WrittenLimit? Read()
    {
        var token = lexer.Current;
        return token.Kind switch
        {
            TokenKind.Number => ReadNumber(token),
            TokenKind.Duration => Take(new(token.Index, LimitForm.Duration, Canonical(token.Text), "", token.Text, token.Index)),
            _ => Stop(FindingCodes.InvalidNumber, token.Index, $"{Quoted.Name(token.Text)} is not a number: {NumberRun.Mend(token.Text)}"),
        };
    }

    private static string Canonical(string duration) =>
        DurationText.TryParse(duration, out var span) ? DurationText.Format(span) : duration;

    private WrittenLimit? ReadNumber(Token token)
    {
        if (JsonNumberText.IsHeld(token.Text, JsonNumberText.Parse(token.Text)) is false)
            return Stop(FindingCodes.NumberOutOfRange, token.Index, $"{Quoted.Name(token.Text)} is beyond what can be held: use a number between ±4.9e-324 and ±1.8e308");
        if (lexer.SeparatorFollows)
            return Stop(FindingCodes.InvalidNumber, token.Index, "a number has no separators: write 500000, not 500,000");
        if (lexer.TakePercent() is { } percent)
            return Take(new(token.Index, LimitForm.Percent, token.Text + "%", token.Text, "", percent));
        return lexer.TakeUnit(IsIndicator) is { } unit
            ? WithUnit(token, unit)
            : PlainNumber(token);
    }

    private WrittenLimit? PlainNumber(Token token)
    {
        lexer.Next();
        return lexer.Current.Kind is TokenKind.Number or TokenKind.Malformed
            ? Stop(FindingCodes.InvalidNumber, lexer.Current.Index, "two numbers stand side by side: write one, without a space inside it")
            : new(token.Index, LimitForm.Plain, token.Text, token.Text, "", token.Index);
    }

    private WrittenLimit? WithUnit(Token token, Token unit)
    {
        lexer.Next();
        var goesOn = lexer.Current.Kind is TokenKind.Word or TokenKind.Not or TokenKind.Open or TokenKind.Number;
        if (goesOn && Keywords.Hint(unit) is { Length: > 0 } hint)
            return Stop(FindingCodes.UnexpectedText, unit.Index, $"'and', 'or' or the end is expected, not {Quoted.Name(unit.Text)}{hint}");

        var text = $"{token.Text} {UnitText.Format(unit.Text, IsIndicator)}";
        return new(token.Index, LimitForm.Unit, text, token.Text, unit.Text, unit.Index);
    }

    private WrittenLimit Take(WrittenLimit limit)
    {
        lexer.Next();
        return limit;
    }

    private WrittenLimit? Stop(FindingCode code, int index, string message)
    {
        lexer.Stop(code, index, message);
        return null;
    }

    private bool IsIndicator(string word) => scope.Find(word) is not null;
}
