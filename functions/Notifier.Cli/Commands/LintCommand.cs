using System.CommandLine;
using Notifier.Cli.Rules;
using Notifier.Core.Rules;

namespace Notifier.Cli.Commands;

/// <summary><c>notifier lint</c>: judges rule files without running anything.</summary>
internal static class LintCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Rule files, folders (searched for *.json at any depth), or - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "Write the findings as one JSON list instead of lines." };
        var series = new SeriesUnitOption();
        var command = new ExampleCommand(
            "lint",
            "Judges rule files and writes a line PATH:LINE:COLUMN: error|warning CODE MESSAGE per finding. Exit code 0 without errors, 1 with errors, 2 if a path cannot be read.",
            "notifier lint rules/",
            "notifier lint surge.json --series lithium-carbonate-cn=CNY/t",
            "curl -s https://example.org/rule.json | notifier lint --json -")
        {
            paths, json, series,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(paths), parsed.GetValue(json), SeriesUnitOption.Lookup(parsed.GetValue(series))));
        return command;
    }

    private static int Run(string[] paths, bool json, Func<string, string?>? seriesUnit)
    {
        var found = RuleFiles.Read(paths).SelectMany(file => Lint(file, seriesUnit)).ToList();
        if (json)
            FindingOutput.WriteJson(Console.Out, found);
        else
            FindingOutput.WriteLines(Console.Out, found);
        return found.Exists(located => located.Finding.Level == FindingLevel.Error) ? Invocation.Negative : Invocation.Ok;
    }

    private static IEnumerable<FileFinding> Lint(RuleFile file, Func<string, string?>? seriesUnit) =>
        RuleDocument.Parse(file.Content, seriesUnit).Findings.Select(finding => new FileFinding(file.Path, finding));
}
