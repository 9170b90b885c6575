using System.CommandLine;
using Notifier.Cli.Backtesting;
using Notifier.Cli.Rules;
using Notifier.Core.Indicators;
using Notifier.Core.Observations.Calendars;
using Notifier.Core.Rules;

namespace Notifier.Cli.Commands;

/// <summary><c>notifier backtest</c>: what a rule would have told, by the machines that production runs.</summary>
internal static class BacktestCommand
{
    public static Command Create()
    {
        var rule = new Option<string>("--rule") { Description = "The rule file: one object or a list; - for standard input.", HelpName = "FILE", Required = true };
        var series = new PairOption("--series", "FILE.csv", "A series and its history, repeatable, those that rules compare it with included: a header line, then the date (yyyy-MM-dd or yyyy-MM) and the value; further columns are ignored.", "lithium-carbonate-cn=prices.csv", required: true);
        var unit = new PairOption("--unit", "UNIT", "The unit of a series, repeatable; else the one that the rule names.", "lithium-carbonate-cn=CNY/t");
        var frequency = new PairOption("--frequency", "FREQUENCY", $"intraday, daily, weekly, monthly, quarterly or yearly, repeatable; else {FrequencyGuess.Words}.", "wheat=monthly", isValue: FrequencyWord.IsKnown);
        var calendar = new PairOption("--calendar", "NAME", $"The days on which a series has values, repeatable: {string.Join(", ", TradingCalendars.All.Select(one => one.Id))}, or an exchange's name; else every day.", "lithium-carbonate-cn=cn", isValue: static name => TradingCalendars.Find(name) is not null);
        var json = new Option<bool>("--json") { Description = "Write transitions and summary as JSON." };
        var states = new Option<bool>("--states") { Description = "Write date,state,severity per observation (and per tick of a rule that changes with time) as CSV." };
        var chart = new Option<bool>("--chart") { Description = "Draw the values and the firing spans above the lines, as in a terminal, also where the output is redirected." };
        var neighbours = new Option<bool>("--neighbours") { Description = "Set the rule beside a looser and a stricter one, every limit moved by a quarter of its distance from neutral (1 for multiples and ratios, else 0), with the lead of each rung before the price doubled." };
        var language = ReasonLanguage.Option();
        var html = new Option<FileInfo?>("--html") { Description = "Write a page with the chart, the transitions and the neighbours as well.", HelpName = "FILE" };
        var command = new ExampleCommand(
            "backtest",
            "Replays rules over past prices and writes a line DATE KIND SEVERITY VALUE UNIT REASON per transition. Exit code 0, 1 if the rule file has errors, 2 if a file cannot be read.",
            "notifier backtest --rule surge.json --series lithium-carbonate-cn=prices.csv --unit lithium-carbonate-cn=CNY/t",
            "notifier backtest --rule surge.json --series lithium-carbonate-cn=prices.csv --html surge.html",
            "notifier backtest --rule surge.json --series lithium-carbonate-cn=prices.csv --neighbours")
        {
            rule, series, unit, frequency, calendar, json, states, chart, neighbours, language, html,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(json) && parsed.GetValue(states))
                parsed.AddError("--json and --states exclude each other.");
            foreach (var drawn in new[] { chart, neighbours }.Where(option => parsed.GetValue(option) && (parsed.GetValue(json) || parsed.GetValue(states))))
                parsed.AddError($"{drawn.Name} is for lines: it excludes --json and --states.");
        });
        command.SetAction(parsed =>
        {
            var input = BacktestInput.Read(parsed.GetRequiredValue(rule), parsed.GetRequiredValue(series), parsed.GetValue(unit)!, parsed.GetValue(frequency)!, parsed.GetValue(calendar)!);
            var form = parsed.GetValue(json) ? BacktestForm.Json : parsed.GetValue(states) ? BacktestForm.States : BacktestForm.Lines;
            var view = new BacktestView(parsed.GetValue(chart) || !Console.IsOutputRedirected, parsed.GetValue(neighbours));
            return Run(input, form, view, parsed.GetRequiredValue(language), parsed.GetValue(html));
        });
        return command;
    }

    private static int Run(BacktestInput input, BacktestForm form, BacktestView view, string language, FileInfo? html)
    {
        FindingOutput.WriteLines(input.HasErrors ? Console.Out : Console.Error, input.Findings);
        if (input.HasErrors)
            return Invocation.Negative;
        var results = Results(input, language);
        if (html is not null)
            BacktestPage.Write(html, results);
        if (form is BacktestForm.Lines)
            BacktestOutput.WriteLines(Console.Out, results, view);
        else
            BacktestOutput.Write(Console.Out, form, [.. results.Select(tried => tried.Result)]);
        return Invocation.Ok;
    }

    private static List<TriedRule> Results(BacktestInput input, string language)
    {
        var (results, others) = (new List<TriedRule>(), OtherSeries.Of(input.Series));
        foreach (var rule in input.Rules)
        {
            var applying = input.Series.Where(series => rule.AppliesTo(series.Series.Id)).ToList();
            if (rule.Ladder.Count == 0)
                Console.Error.WriteLine($"notifier backtest: rule '{rule.Id}' is on entries: it has no series to be tried on");
            else if (applying.Count == 0)
                throw new UnreadableInputException($"rule '{rule.Id}' applies to none of the series given");
            if (rule.Indicators().Any(indicator => indicator.ReadsEntries))
                Console.Error.WriteLine($"notifier backtest: rule '{rule.Id}' counts entries, of which a backtest has none: every count is 0");
            results.AddRange(applying.Select(series => new TriedRule(rule, series.Series, series.History, others, language)));
        }

        return results;
    }
}
