using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Expressions;

/// <summary>Judges the id of another series that an indicator reads: known, and not the one that the rule is on.</summary>
internal sealed class OtherSeriesJudge(ExpressionLexer lexer, ExpressionScope scope)
{
    public IndicatorArgument? Judge(Token token)
    {
        var id = token.Text;
        if (!Identifier.IsValid(id))
            lexer.Report(FindingCodes.InvalidId, token.Index, $"{Quoted.Name(id)} is no series: write {Identifier.Form}");
        else if (scope.Own.Contains(id))
            lexer.Report(FindingCodes.OwnSeries, token.Index, $"'{id}' is the series that this rule is on: name another one");
        else if (scope.SeriesUnit is not null && scope.SeriesUnit(id) is null)
            lexer.Report(FindingCodes.MissingSeries, token.Index, $"no source has a series '{id}': correct the id, or add its source first");
        else
            return new(ArgumentKind.Series, Word: id);
        return null;
    }
}
