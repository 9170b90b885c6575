using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Rules;

/// <summary>Three-valued logic: a false leg decides an <c>and</c>, a true leg an <c>or</c>, everything else with an unknown leg stays unknown.</summary>
public sealed class KleeneTests
{
    private const string True = "value > 0";
    private const string False = "value > 100";
    private const string Short = "change(90d) > 0"; // insufficientHistory
    private const string Gap = "change(3d) > 0"; // noData
    private const string Overflow = "change(1) > 0"; // error

    [Theory]
    [InlineData($"{True} and {True}", EvaluationOutcome.Met)]
    [InlineData($"{True} and {False}", EvaluationOutcome.NotMet)]
    [InlineData($"{False} or {True}", EvaluationOutcome.Met)]
    [InlineData($"{False} or {False}", EvaluationOutcome.NotMet)]
    [InlineData($"not {True}", EvaluationOutcome.NotMet)]
    [InlineData($"{False} and {Short}", EvaluationOutcome.NotMet)]
    [InlineData($"{Short} and {False}", EvaluationOutcome.NotMet)]
    [InlineData($"{True} and {Short}", EvaluationOutcome.InsufficientHistory)]
    [InlineData($"{Short} and {True}", EvaluationOutcome.InsufficientHistory)]
    [InlineData($"{True} or {Gap}", EvaluationOutcome.Met)]
    [InlineData($"{Gap} or {True}", EvaluationOutcome.Met)]
    [InlineData($"{False} or {Gap}", EvaluationOutcome.NoData)]
    [InlineData($"{Gap} or {False}", EvaluationOutcome.NoData)]
    [InlineData($"not {Gap}", EvaluationOutcome.NoData)]
    [InlineData($"{Gap} and {Short}", EvaluationOutcome.InsufficientHistory)]
    [InlineData($"{Short} or {Gap}", EvaluationOutcome.InsufficientHistory)]
    [InlineData($"{Overflow} and {Short}", EvaluationOutcome.Error)]
    [InlineData($"not ({Overflow} or {True})", EvaluationOutcome.NotMet)]
    [InlineData($"({Gap} or {True}) and not ({Short} and {False})", EvaluationOutcome.Met)]
    public void Unknown_legs_count_only_where_they_could_decide(string when, EvaluationOutcome expected)
    {
        var history = new History([new(Period.Parse("2024-01-01"), 1), new(Period.Parse("2024-01-20"), double.Epsilon), new(Period.Parse("2024-01-25"), 50)]);
        var rule = WrittenRules.Parse($$"""{"id":"r","title":"t","series":["s"],"ladder":[{"severity":"severe","when":"{{when}}"}]}""", allowWarnings: true);
        var moment = new Moment(new Series("s"), history, 2, history.Last.Period, EntryLog.Empty);

        Assert.Equal(expected, ConditionEvaluation.Judge(rule.Ladder[0].When, moment));
        Assert.Equal(expected, ConditionEvaluation.Explain(rule.Ladder[0].When, moment).Outcome);
    }
}
