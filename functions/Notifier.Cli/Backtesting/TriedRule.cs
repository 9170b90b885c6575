using Notifier.Core.Backtesting;
using Notifier.Core.Backtesting.Trials;
using Notifier.Core.Episodes;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Cli.Backtesting;

/// <summary>What one rule said of one series, with the history it said it of and, where asked for, what a looser and a stricter one said.</summary>
/// <param name="language">Of the reasons.</param>
internal sealed class TriedRule(Rule rule, Series series, History history, OtherSeries others, string language = ReasonLanguage.English)
{
    private readonly Lazy<RuleTrial> _own = new(() => RuleTrial.Of(rule, series, history, others));
    private readonly Lazy<RuleTrial> _looser = new(() => RuleTrial.Of(RuleNeighbours.Looser(rule), series, history, others));
    private readonly Lazy<RuleTrial> _stricter = new(() => RuleTrial.Of(RuleNeighbours.Stricter(rule), series, history, others));

    public History History => history;

    public BacktestResult Result => _own.Value.Result;

    public string ReasonOf(Transition transition) => transition.ReasonIn(language);

    public RuleTrial Own => _own.Value;

    public IReadOnlyList<(string Name, RuleTrial Trial)> Neighbours => [("looser", _looser.Value), ("as written", _own.Value), ("stricter", _stricter.Value)];
}
