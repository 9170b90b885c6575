using System.Globalization;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Cli.Replay;

/// <summary>What stands before and after the warnings. Lines of the header begin with <c>#</c>.</summary>
internal static class ReplayReport
{
    public static void WriteHeader(TextWriter output, string name, ReplayInput input, ReplaySetting setting)
    {
        output.Write($"# {name}: {string.Join("; ", input.Series.Select(Describe))} ({input.Label})\n");
        output.Write($"# rules     {string.Join(", ", input.Rules.Select(rule => rule.Id))}\n");
        output.Write($"# source    {Origin(setting.Source.Address)} publishes day by day\n");
        output.Write($"# service   {Origin(setting.Host.Address)}, state in {setting.Host.StorageName}\n");
        output.Write($"# receiver  {Origin(setting.Receiver.Address)} in process {setting.Receiver.ProcessId.ToString(CultureInfo.InvariantCulture)}, log {setting.Receiver.Log}\n");
        output.Flush();
    }

    /// <summary><c>lead TARGET SEVERITY DAYS</c>, with the series behind it where there are several; then <c>storage</c>.</summary>
    public static void WriteResult(TextWriter output, ReplayInput input, ReplayRun run, long transactions)
    {
        foreach (var (series, history) in input.Series)
        {
            foreach (var lead in LeadTimes.Of(history, [.. run.Told.Where(warning => warning.Series == series.Id)]))
                output.Write(string.Create(CultureInfo.InvariantCulture, $"lead {lead.Target} {lead.Severity.Word()} {lead.Days}{(input.Series.Count > 1 ? " " + series.Id : "")}\n"));
        }

        output.Write(string.Create(CultureInfo.InvariantCulture, $"storage {transactions} transactions, {(double)transactions / Math.Max(1, run.DaysPolled):0.0} per polled day ({run.DaysPolled} days, {run.Polls} polls)\n"));
        output.Flush();
    }

    private static string Describe((Series Series, History History) one) =>
        string.Create(CultureInfo.InvariantCulture, $"{one.Series.Id} from {one.History[0].Period} to {one.History[one.History.Count - 1].Period}, {one.History.Count} observations");

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
