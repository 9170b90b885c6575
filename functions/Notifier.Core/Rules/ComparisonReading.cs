using Notifier.Core.Indicators;

namespace Notifier.Core.Rules;

/// <summary>Both sides of a comparison at one moment.</summary>
/// <param name="Limit">Where the limit is an indicator its reading, else the number written.</param>
internal readonly record struct ComparisonReading(Comparison Comparison, Reading Measured, Reading Limit)
{
    public static ComparisonReading Of(Comparison comparison, in Moment moment) => new(
        comparison,
        IndicatorGate.Read(comparison.Indicator, moment),
        comparison.LimitIndicator is { } limit ? IndicatorGate.Read(limit, moment) : new(ReadingStatus.Value, LimitOn(comparison, moment)));

    /// <summary>An unknown side makes the comparison unknown.</summary>
    public EvaluationOutcome Outcome => Measured.Status == ReadingStatus.Value && Limit.Status == ReadingStatus.Value
        ? IsMet ? EvaluationOutcome.Met : EvaluationOutcome.NotMet
        : ConditionEvaluation.Worse(Unknown(Measured), Unknown(Limit));

    private static double LimitOn(Comparison comparison, in Moment moment) => comparison.LimitDuration is { } duration
        ? comparison.Indicator.NumberOf(duration, moment.Series.Frequency)
        : comparison.Limit;

    private bool IsMet => Comparison.Operator switch
    {
        ComparisonOperator.Greater => Measured.Number > Limit.Number,
        ComparisonOperator.GreaterOrEqual => Measured.Number >= Limit.Number,
        ComparisonOperator.Less => Measured.Number < Limit.Number,
        ComparisonOperator.LessOrEqual => Measured.Number <= Limit.Number,
        _ => throw new InvalidOperationException($"{Comparison.Operator} is not an operator"),
    };

    /// <summary>A known side counts as the least of the unknown ones.</summary>
    private static EvaluationOutcome Unknown(in Reading reading) => reading.Status switch
    {
        ReadingStatus.InsufficientHistory => EvaluationOutcome.InsufficientHistory,
        ReadingStatus.Error => EvaluationOutcome.Error,
        _ => EvaluationOutcome.NoData,
    };
}
