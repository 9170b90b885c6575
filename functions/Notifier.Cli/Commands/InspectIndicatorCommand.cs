using System.CommandLine;
using System.Globalization;
using Notifier.Cli.Backtesting;
using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Cli.Commands;

/// <summary><c>notifier inspect indicator</c>: an indicator's number at every observation, also where a rule would still wait for more history.</summary>
internal static class InspectIndicatorCommand
{
    public static Command Create()
    {
        var expression = new Argument<string>("EXPR") { Description = "The indicator as written in a rule, for example \"multiple(min, 365d)\"." };
        var series = new Option<string>("--series") { Description = "The history: a header line, then date and value.", HelpName = "FILE.csv", Required = true };
        var frequency = new Option<string?>("--frequency") { Description = $"intraday, daily, weekly, monthly, quarterly or yearly; else {FrequencyGuess.Words}." };
        frequency.Validators.Add(parsed =>
        {
            if (parsed.GetValueOrDefault<string?>() is { } word && !FrequencyWord.IsKnown(word))
                parsed.AddError($"--frequency is intraday, daily, weekly, monthly, quarterly or yearly, not '{word}'.");
        });
        var command = new ExampleCommand(
            "indicator",
            "Writes date,value for each observation as CSV, empty where the indicator is undefined. A rule waits until the history reaches back far enough; here whatever can be computed is printed.",
            "notifier inspect indicator \"change(90d)\" --series prices.csv")
        {
            expression, series, frequency,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(expression), parsed.GetRequiredValue(series), parsed.GetValue(frequency)));
        return command;
    }

    private static int Run(string expression, string path, string? frequency)
    {
        var parsed = IndicatorExpression.Parse(expression);
        if (parsed.Indicator is not { } indicator)
            throw new UnreadableInputException(string.Join("\n", parsed.Findings.Select(finding => $"EXPR:{finding.Line}:{finding.Column}: {finding.Code} {finding.Message}")));
        var file = PriceCsv.Read(path);
        var series = new Series("series", "", frequency is null ? FrequencyGuess.Of(file) : Enum.Parse<Frequency>(frequency, ignoreCase: true));
        Console.Out.WriteLine("date,value");
        for (var index = 0; index < file.History.Count; index++)
        {
            var reading = indicator.Read(new Moment(series, file.History, index, file.History[index].Period, EntryLog.Empty));
            var value = reading.Status == ReadingStatus.Value ? reading.Number.ToString("R", CultureInfo.InvariantCulture) : "";
            Console.Out.WriteLine($"{file.History[index].Period},{value}");
        }

        return Invocation.Ok;
    }
}
