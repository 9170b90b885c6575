using System.CommandLine;
using System.Globalization;
using System.Text;
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
        var series = new Option<string[]>("--series")
        {
            Description = "The history: a header line, then date and value; repeatable: others that the indicator names, as ID=FILE.csv. The series itself is the one without an ID, else the first.",
            HelpName = "[ID=]FILE.csv",
            Required = true,
        };
        series.Validators.Add(parsed =>
        {
            var texts = parsed.Tokens.Select(token => token.Value).ToList();
            if (texts.Count(text => InspectedSeries.IdOf(text) is null) > 1)
                parsed.AddError("--series takes one FILE.csv, the series itself; name others as ID=FILE.csv, for example nickel-lme=nickel.csv.");
            else if (texts.Select(InspectedSeries.IdOf).GroupBy(id => id).FirstOrDefault(group => group.Count() > 1) is { } twice)
                parsed.AddError($"--series names '{twice.Key}' twice.");
        });
        var frequency = new Option<string?>("--frequency") { Description = $"intraday, daily, weekly, monthly, quarterly or yearly, of the series itself; else {FrequencyGuess.Words}." };
        frequency.Validators.Add(parsed =>
        {
            if (parsed.GetValueOrDefault<string?>() is { } word && !FrequencyWord.IsKnown(word))
                parsed.AddError($"--frequency is intraday, daily, weekly, monthly, quarterly or yearly, not '{word}'.");
        });
        var command = new ExampleCommand(
            "indicator",
            "Writes date,value for each observation as CSV, empty where the indicator is undefined. A rule waits until the history reaches back far enough; here whatever can be computed is printed.",
            "notifier inspect indicator \"change(90d)\" --series prices.csv",
            "notifier inspect indicator \"weekly(zscore(52))\" --series prices.csv",
            "notifier inspect indicator \"gap(ev-sales, 365d)\" --series lithium.csv --series ev-sales=sales.csv")
        {
            expression, series, frequency,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(expression), parsed.GetRequiredValue(series), parsed.GetValue(frequency)));
        return command;
    }

    private static int Run(string expression, string[] paths, string? frequency)
    {
        var parsed = IndicatorExpression.Parse(expression);
        if (parsed.Indicator is not { } indicator)
            throw new UnreadableInputException(string.Join("\n", parsed.Findings.Select(finding => $"EXPR:{finding.Line}:{finding.Column}: {finding.Code} {finding.Message}")));
        var inspected = InspectedSeries.Read(paths, frequency is null ? null : Enum.Parse<Frequency>(frequency, ignoreCase: true));
        RequireOthers(indicator, inspected);
        // The console writes each line by itself, which ten million of them feel.
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        if (Write(output, indicator, inspected) is { } nothing)
            Console.Error.WriteLine($"notifier inspect indicator: {indicator.Text} is defined nowhere: {nothing}");
        return Invocation.Ok;
    }

    private static void RequireOthers(Indicator indicator, InspectedSeries inspected)
    {
        if (indicator.Parts.Prepend(indicator).SelectMany(part => part.OtherIds).FirstOrDefault(id => !inspected.Known.Contains(id)) is { } missing)
            throw new UnreadableInputException($"'{indicator.Text}' reads the series '{missing}': add --series {missing}=FILE.csv");
    }

    /// <returns>Why no observation has a number; null where one has.</returns>
    private static string? Write(StreamWriter output, Indicator indicator, InspectedSeries inspected)
    {
        output.WriteLine("date,value");
        var (numbers, last) = (0, default(Reading));
        var (history, others) = (inspected.History, inspected.Others);
        for (var index = 0; index < history.Count; index++)
        {
            last = indicator.Read(new Moment(inspected.Series, history, index, history[index].Period, EntryLog.Empty, others));
            output.Write(history[index].Period.ToString());
            output.Write(',');
            output.WriteLine(last.Status == ReadingStatus.Value ? last.Number.ToString("R", CultureInfo.InvariantCulture) : "");
            numbers += last.Status == ReadingStatus.Value ? 1 : 0;
        }

        return numbers > 0 ? null : last.Detail ?? "the history is too short";
    }
}
