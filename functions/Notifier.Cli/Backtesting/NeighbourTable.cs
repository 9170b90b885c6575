using Notifier.Core.Warnings;
using Spectre.Console;

namespace Notifier.Cli.Backtesting;

/// <summary>A rule beside a looser and a stricter one: limits, onsets, messages, and the lead before each doubling.</summary>
internal static class NeighbourTable
{
    public static void Write(IAnsiConsole console, TriedRule tried)
    {
        var trials = tried.Neighbours;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in (string[])["", .. trials.Select(one => one.Name)])
            table.AddColumn(name);
        table.AddRow([new Text("told"), .. trials.Select(one => new Text(TrialText.Counts(one.Trial)))]);
        for (var rung = 0; rung < tried.Own.Rungs.Count; rung++)
            table.AddRow([new Text(tried.Own.Rungs[rung].Severity.Word()), .. trials.Select(one => new Text($"{one.Trial.Rungs[rung].When}\n{TrialText.Onsets(one.Trial.Rungs[rung], one.Trial)}"))]);
        for (var doubling = 0; doubling < tried.Own.Doublings.Count; doubling++)
        {
            var surge = tried.Own.Doublings[doubling].Surge;
            table.AddRow([new Text($"doubled {surge.Trough.Period} to {surge.Mark.Period}"), .. trials.Select(one => new Text(TrialText.Leads(one.Trial.Doublings[doubling])))]);
        }

        console.Write(table);
    }
}
