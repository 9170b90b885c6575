using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Tests.Indicators;

namespace Notifier.Core.Tests.Rules;

/// <summary>A vote is three-valued: it knows the verdict as soon as the unknown conditions could not change it.</summary>
public sealed class VoteTests
{
    private const string Yes = "value > 0";
    private const string No = "value > 100";
    private const string Short = "change(90d) > 0"; // insufficientHistory
    private const string Gap = "change(3d) > 0"; // noData

    private static readonly History History = Readings.History(("2024-01-01", 1), ("2024-01-20", 2), ("2024-01-25", 50));

    [Theory]
    [InlineData($"vote(2, {Yes}, {Yes}, {No})", EvaluationOutcome.Met)]
    [InlineData($"vote(2, {Yes}, {No}, {No})", EvaluationOutcome.NotMet)]
    [InlineData($"vote(1, {Yes}, {Short}, {Gap})", EvaluationOutcome.Met)]
    [InlineData($"vote(2, {Yes}, {Gap}, {No})", EvaluationOutcome.NoData)]
    [InlineData($"vote(2, {Gap}, {Short}, {Yes})", EvaluationOutcome.InsufficientHistory)]
    [InlineData($"vote(3, {Gap}, {No}, {Yes})", EvaluationOutcome.NotMet)]
    [InlineData($"vote(2, {Gap}, {No}, {No})", EvaluationOutcome.NotMet)]
    [InlineData($"not vote(2, {Yes}, {No})", EvaluationOutcome.Met)]
    [InlineData($"vote(2, {Yes}, {Yes}) >= 1", EvaluationOutcome.Met)]
    [InlineData($"vote(2, {Yes}, {No}) > 0", EvaluationOutcome.NotMet)]
    [InlineData($"vote(2, {Yes}, {Gap}) < 1", EvaluationOutcome.NoData)]
    [InlineData($"vote(2, vote(1, {Yes}, {Gap}), {No} or {Yes})", EvaluationOutcome.Met)]
    public void Unknown_conditions_count_only_where_they_could_decide(string when, EvaluationOutcome expected)
    {
        var moment = Readings.Moment(Frequency.Daily, History);
        var condition = WrittenRules.One(when).Ladder[0].When;

        Assert.Equal(expected, ConditionEvaluation.Judge(condition, moment));
        Assert.Equal(expected, ConditionEvaluation.Explain(condition, moment).Outcome);
    }

    [Theory]
    [InlineData($"vote(2, {Yes}, runup(all) >= 100%, {No})", "2 of 3 met, needed 2; 50 CNY/t, limit 0 CNY/t; +4900.0% from the all-time low 1 CNY/t (2024-01-01), limit +100%")]
    [InlineData($"vote(2, {Yes}, {No}, {No})", "1 of 3 met, needed 2; 50 CNY/t, limit 100 CNY/t")]
    [InlineData($"vote(2, {Yes}, {No}, {Gap})", "1 of 3 met and 1 unknown, needed 2; change(3d): no positive value between 2024-01-21 and 2024-01-22 to compare with")]
    [InlineData($"vote(2, {Yes}, {Yes}) >= 1", "vote 1 (2 of 2 met, needed 2), limit 1")]
    public void The_reason_counts_and_names_what_decided(string when, string reason) =>
        Assert.Equal(reason, ConditionEvaluation.Explain(WrittenRules.One(when).Ladder[0].When, Readings.Moment(Frequency.Daily, History)).Reason);

    [Fact]
    public void It_reads_what_its_conditions_read()
    {
        var rule = WrittenRules.One("vote(1, age > 3d, vote(1, count('x', 14d) >= 1, change(7d) > 5%) >= 1)");

        Assert.True(rule.ChangesWithTime);
        Assert.Equal(["age", "count('x', 14d)", "change(7d)"], rule.Indicators().Select(indicator => indicator.Text).Where(text => !text.StartsWith("vote", StringComparison.Ordinal)));
    }

    [Fact]
    public void As_an_indicator_it_is_one_or_zero() =>
        Assert.Equal([null, 0, 1], Readings.All("vote(2, value > 0, change(1) >= 400%)", Frequency.Daily, History));
}
