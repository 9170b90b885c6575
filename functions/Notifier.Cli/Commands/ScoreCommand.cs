using System.CommandLine;
using Notifier.Cli.Rules;
using Notifier.Cli.Scoring;
using Notifier.Core.Backtesting.Scoring;
using Notifier.Core.Rules;

namespace Notifier.Cli.Commands;

/// <summary><c>notifier score</c>: how early and how rarely wrong a ladder is on a panel of histories.</summary>
internal static class ScoreCommand
{
    public static Command Create()
    {
        var panel = new Option<string[]>("--panel") { Description = "A folder of histories, repeatable: every *.csv below it, first column the date, second the value; a file of several columns of numbers is a series per column.", HelpName = "DIR", Required = true };
        var rule = new Option<string>("--rule") { Description = "The rule file: one object or a list; - for standard input. Its ladder is tried on every series of the panel, whatever series it names.", HelpName = "FILE", Required = true };
        var events = new Option<string?>("--events") { Description = "The doublings to be announced as a CSV file (file,k,trough,p_trough,mark,p_mark,peak,p_peak), by file name; else found by definition: a smoothed price at twice its low of 365 days.", HelpName = "FILE" };
        var except = new Option<string[]>("--except") { Description = "A pattern of file names to be left out, repeatable.", HelpName = "PATTERN", DefaultValueFactory = static _ => [] };
        var json = new Option<bool>("--json") { Description = "Write the scores as JSON." };
        var command = new ExampleCommand(
            "score",
            "Scores each rung of a rule on a panel of histories: alarms per series-year, how many of them were false, how many doublings were announced and how early, with 95 % intervals. Exit code 0, 1 if the rule file has errors, 2 if a file cannot be read.",
            "notifier score --panel prices/daily --rule surge.json",
            "notifier score --panel prices/daily --panel prices/futures --except \"*_vintage.csv\" --rule surge.json --json")
        {
            panel, rule, events, except, json,
        };
        command.SetAction(parsed => Run(
            ReadRules(parsed.GetRequiredValue(rule)),
            parsed.GetRequiredValue(panel),
            parsed.GetRequiredValue(except),
            parsed.GetValue(events),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(List<Rule>? rules, string[] folders, string[] except, string? eventsPath, bool json)
    {
        if (rules is null)
            return Invocation.Negative;
        var events = eventsPath is null ? null : EventsCsv.Read(eventsPath);
        var files = PanelFiles.Read(folders, except, path => Console.Error.WriteLine($"notifier score: '{path}' is left out: it does not begin with dates"));
        var panel = files.AsParallel().AsOrdered()
            .Select(file => events is null ? PanelSeries.Of(file.Series, file.Prices.History) : new(file.Series, file.Prices.History, events.Doublings(file)))
            .ToList();
        var progress = new ScoreProgress(Console.Error, rules.Count * panel.Count);
        var scored = rules.Select(rule => ScoredRule.Of(rule, panel, progress.Done)).ToList();
        if (json)
            Console.Out.WriteLine(ScoreJson.Write(scored, panel));
        else
            ScoreTable.Write(Console.Out, scored, panel);
        return Invocation.Ok;
    }

    /// <returns>Null where the file has errors, which are written.</returns>
    private static List<Rule>? ReadRules(string path)
    {
        var file = RuleFiles.ReadOne(path);
        var document = RuleDocument.Parse(file.Content);
        FindingOutput.WriteLines(document.HasErrors ? Console.Out : Console.Error, document.Findings.Select(finding => new FileFinding(path, finding)));
        if (document.HasErrors)
            return null;
        foreach (var rule in document.Rules.Where(rule => rule.Ladder.Count == 0))
            Console.Error.WriteLine($"notifier score: rule '{rule.Id}' is on entries: it has no series to be tried on");
        foreach (var rule in document.Rules.Where(rule => rule.Indicators().Any(indicator => indicator.ReadsEntries)))
            Console.Error.WriteLine($"notifier score: rule '{rule.Id}' counts entries, of which a panel has none: every count is 0");
        foreach (var rule in document.Rules.Where(rule => rule.OtherIds().Count > 0))
            Console.Error.WriteLine($"notifier score: rule '{rule.Id}' reads '{rule.OtherIds()[0]}' beside each series, of which a panel has none: what hangs on it stays unknown");
        return document.Rules.Where(rule => rule.Ladder.Count > 0).ToList() is { Count: > 0 } laddered
            ? laddered
            : throw new UnreadableInputException($"no rule of '{path}' has a ladder to be scored");
    }
}
