using Notifier.Core.Indicators;
using Notifier.Core.Rules.Expressions;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules;

/// <summary>One indicator as a text of its own, for example <c>multiple(min, 365d)</c>; or the findings that say why it is none.</summary>
/// <param name="Indicator">Null where any finding is an error.</param>
public sealed record IndicatorExpression(Indicator? Indicator, IReadOnlyList<Finding> Findings)
{
    public static IndicatorExpression Parse(string text) => Parse(text, IndicatorCatalog.All);

    internal static IndicatorExpression Parse(string text, IReadOnlyList<IndicatorSyntax> catalog)
    {
        var findings = new FindingLog(text);
        var lexer = new ExpressionLexer(new(text, 0), findings);
        var indicator = Read(lexer, new(catalog, SeriesUnits.Unknown, findings));
        return new(findings.Errors == 0 ? indicator : null, findings.ToFindings());
    }

    private static Indicator? Read(ExpressionLexer lexer, ExpressionScope scope)
    {
        if (lexer.Current.Kind != TokenKind.Word)
        {
            lexer.Stop(FindingCodes.UnexpectedText, lexer.Current.Index, $"an indicator is expected, not {lexer.Found}: for example multiple(min, 365d)");
            return null;
        }

        var indicator = ConditionParser.ReadIndicator(lexer, scope);
        if (lexer.Current.Kind != TokenKind.End)
            lexer.Stop(FindingCodes.UnexpectedText, lexer.Current.Index, $"the end is expected behind the indicator, not {lexer.Found}");
        return indicator;
    }
}
