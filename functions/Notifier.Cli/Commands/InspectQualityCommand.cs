using System.CommandLine;
using System.Globalization;
using Notifier.Cli.Backtesting;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Calendars;
using Notifier.Core.Observations.Quality;

namespace Notifier.Cli.Commands;

/// <summary><c>notifier inspect quality</c>: which values of a file the quality checks would put aside, and which days it lacks.</summary>
internal static class InspectQualityCommand
{
    public static Command Create()
    {
        var series = new Option<string>("--series") { Description = "The history: a header line, then date and value; - for standard input.", HelpName = "FILE.csv", Required = true };
        var unit = new Option<string>("--unit") { Description = "Its unit, for the texts.", DefaultValueFactory = static _ => "" };
        var calendar = new Option<string?>("--calendar") { Description = $"The days on which it has values: {string.Join(", ", TradingCalendars.All.Select(one => one.Id))}; days without a value are listed then." };
        calendar.Validators.Add(parsed =>
        {
            if (parsed.GetValueOrDefault<string?>() is { } name && TradingCalendars.Find(name) is null)
                parsed.AddError($"There is no calendar '{name}': use {string.Join(", ", TradingCalendars.All.SelectMany(one => one.Aliases.Prepend(one.Id)))}.");
        });
        var minimum = new Option<double?>("--min") { Description = "Smallest plausible value." };
        var maximum = new Option<double?>("--max") { Description = "Largest plausible value." };
        var command = new ExampleCommand(
            "quality",
            "Writes date,kind,value,detail as CSV for each value that is probably a mistake and each day that is missing. Exit code 0 where there is none, 1 where there is any.",
            "notifier inspect quality --series prices.csv --unit CNY/t --calendar weekdays")
        {
            series, unit, calendar, minimum, maximum,
        };
        command.SetAction(parsed => Run(
            QualityCsv.Read(parsed.GetRequiredValue(series)),
            parsed.GetValue(unit)!,
            parsed.GetValue(calendar),
            new(true, parsed.GetValue(minimum), parsed.GetValue(maximum))));
        return command;
    }

    private static int Run(QualityCsv file, string unit, string? calendar, QualityChecks checks)
    {
        var observations = file.Observations;
        var history = new History(observations.DistinctBy(one => one.Period).OrderBy(one => one.Period));
        var series = new Series("series", unit, FrequencyGuess.Of(new PriceFile(history, file.IsMonthly)), calendar ?? "");
        var screened = QualityScreen.Run(series, new History(), [], null, observations, new(checks, TimeProvider.System.GetUtcNow().UtcDateTime));
        var lines = screened.Found.Select(one => (one.Period, Line: $"{one.Period},{one.Kind.Word()},{Plain(one.Observation.Value)},{Quoted(one.Detail)}"))
            .Concat(file.Odd.Select(one => (one.Period, Line: $"{one.Period},{one.Kind},,{Quoted(one.Detail)}")))
            .Concat(Missing(series, screened, file).Select(day => (Period: Period.From(day), Line: $"{Period.From(day)},missing,,no value on a day of {series.TradingDays!.Id}")))
            .OrderBy(one => one.Period).Select(one => one.Line).ToList();
        Console.Out.WriteLine("date,kind,value,detail");
        lines.ForEach(Console.Out.WriteLine);
        return lines.Count == 0 ? Invocation.Ok : Invocation.Negative;
    }

    private static IEnumerable<DateOnly> Missing(Series series, Screened screened, QualityCsv file)
    {
        if (series.TradingDays is not { } calendar || series.Frequency != Frequency.Daily)
            yield break;
        var days = screened.Accepted.Concat(screened.Found.Where(one => one.Kind != SuspectKind.Future).Select(one => one.Observation))
            .Select(one => one.Period.Date).Concat(file.Odd.Select(one => one.Period.Date)).Distinct().Order().ToList();
        foreach (var missing in days.Zip(days.Skip(1)).SelectMany(pair => calendar.Missing(pair.First, pair.Second)))
            yield return missing;
    }

    private static string Plain(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(',', '"') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
