using Notifier.Core.Backtesting;
using Notifier.Core.Backtesting.Trials;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;
using Notifier.Dashboard.Charts;

namespace Notifier.Api.Rules;

/// <summary>What a rule would have sent of one series, beside a looser and a stricter one.</summary>
/// <param name="UnknownAtEnd">The rungs that cannot be judged at the newest observation.</param>
/// <param name="Doublings">When the price doubled within a year, and which rungs warned before it had.</param>
/// <param name="Chart">The history with the firing spans: an SVG document.</param>
internal sealed record BacktestSeries(
    string Series,
    string Unit,
    BacktestSummary Summary,
    IReadOnlyList<UnknownRungView> UnknownAtEnd,
    TrialCounts Counts,
    IReadOnlyList<Transition> Transitions,
    IReadOnlyList<TrialRungView> Rungs,
    IReadOnlyList<DoublingView> Doublings,
    TrialView Looser,
    TrialView Stricter,
    string Chart)
{
    public static BacktestSeries Of(Series series, History history, (RuleTrial Own, RuleTrial Looser, RuleTrial Stricter) trials) => new(
        series.Id,
        series.Unit,
        trials.Own.Result.Summary,
        [.. trials.Own.Result.UnknownAtEnd.Select(rung => new UnknownRungView(rung.Severity, rung.Evaluation.Outcome, rung.Evaluation.Reason, rung.Evaluation.EnoughFrom))],
        TrialCounts.Of(trials.Own),
        trials.Own.Result.Transitions,
        [.. trials.Own.Rungs.Select(rung => TrialRungView.Of(rung, trials.Own))],
        [.. trials.Own.Doublings.Select(DoublingView.Of)],
        TrialView.Of(trials.Looser),
        TrialView.Of(trials.Stricter),
        TrialChart.Draw(series, history, trials.Own.Result));
}

/// <param name="Reason">What is missing.</param>
/// <param name="EnoughFrom">The first period at which the history is long enough, where that can be told.</param>
internal sealed record UnknownRungView(Severity Severity, EvaluationOutcome Outcome, string Reason, Period? EnoughFrom);

/// <param name="Messages">Openings, escalations and resolutions: what one subscription would have been sent.</param>
/// <param name="MessagesPerYear">Null where the history is of one day or less.</param>
internal sealed record TrialCounts(double Years, int Episodes, double? EpisodesPerYear, int Messages, double? MessagesPerYear)
{
    public static TrialCounts Of(RuleTrial trial) => new(
        Math.Round(trial.Years, 2), trial.Result.Summary.Episodes, PerYear(trial.EpisodesPerYear), trial.Messages, PerYear(trial.MessagesPerYear));

    public static double? PerYear(double count) => double.IsFinite(count) ? Math.Round(count, 3) : null;
}

/// <summary>A rule with other limits.</summary>
internal sealed record TrialView(TrialCounts Counts, IReadOnlyList<TrialRungView> Rungs, IReadOnlyList<DoublingView> Doublings)
{
    public static TrialView Of(RuleTrial trial) => new(TrialCounts.Of(trial), [.. trial.Rungs.Select(rung => TrialRungView.Of(rung, trial))], [.. trial.Doublings.Select(DoublingView.Of)]);
}

/// <param name="Onsets">First firing observations after at least 60 days without one.</param>
internal sealed record TrialRungView(Severity Severity, string When, int Onsets, double? OnsetsPerYear, IReadOnlyList<string> Dates)
{
    public static TrialRungView Of(TrialRung rung, RuleTrial trial) => new(
        rung.Severity, rung.When, rung.Alarms.Count, TrialCounts.PerYear(rung.Alarms.Count / trial.Years), [.. rung.Alarms.Select(alarm => alarm.Period.ToString())]);
}

/// <summary>A doubling of the price within 365 days.</summary>
/// <param name="Trough">When it was at its low.</param>
/// <param name="Mark">When it had doubled.</param>
internal sealed record DoublingView(string Trough, string Mark, string Peak, IReadOnlyList<LeadView> Warned)
{
    public static DoublingView Of(TrialDoubling doubling) => new(
        doubling.Surge.Trough.Period.ToString(),
        doubling.Surge.Mark.Period.ToString(),
        doubling.Surge.Peak.Period.ToString(),
        [.. doubling.Leads.Select(lead => new LeadView(lead.Severity, lead.At.ToString(), lead.Days))]);
}

/// <param name="LeadDays">From the warning to the mark.</param>
internal sealed record LeadView(Severity Severity, string Date, double LeadDays);
