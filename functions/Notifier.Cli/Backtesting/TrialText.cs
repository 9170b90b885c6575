using System.Globalization;
using Notifier.Core.Backtesting.Trials;
using Notifier.Core.Warnings;

namespace Notifier.Cli.Backtesting;

/// <summary>A trial in words, for lines and for the page.</summary>
internal static class TrialText
{
    /// <summary><c>12 messages (1.7 a year) in 5 episodes</c></summary>
    public static string Counts(RuleTrial trial) => string.Create(
        CultureInfo.InvariantCulture,
        $"{trial.Messages} messages{PerYear(trial.MessagesPerYear)} in {trial.Result.Summary.Episodes} episodes");

    /// <summary><c>3 onsets (0.4 a year)</c></summary>
    public static string Onsets(TrialRung rung, RuleTrial trial) => string.Create(
        CultureInfo.InvariantCulture,
        $"{rung.Alarms.Count} onset{(rung.Alarms.Count == 1 ? "" : "s")}{PerYear(rung.Alarms.Count / trial.Years)}");

    /// <summary><c>doubled 2020-07-07..2021-01-29: minor 53 d before, moderate 21 d before</c></summary>
    public static string Doubling(TrialDoubling doubling) =>
        $"doubled {doubling.Surge.Trough.Period}..{doubling.Surge.Mark.Period}: {Leads(doubling)}";

    public static string Leads(TrialDoubling doubling) => doubling.Leads.Count == 0
        ? "no warning before"
        : string.Join(", ", doubling.Leads.Select(lead => string.Create(CultureInfo.InvariantCulture, $"{lead.Severity.Word()} {lead.Days:0} d before")));

    private static string PerYear(double count) => double.IsFinite(count) ? string.Create(CultureInfo.InvariantCulture, $" ({count:0.0#} a year)") : "";
}
