using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Microsoft.Extensions.Options;
using Notifier.Cli.Replay;
using Notifier.Cli.Rules;
using Notifier.Storage.Azurite;

namespace Notifier.Cli.Commands;

/// <summary><c>notifier replay</c>: the main job on past figures, end to end, without keys and without the internet.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = $"What is replayed: {string.Join(", ", ReplayInput.Names)}." };
        var series = new PairOption("--series", "FILE.csv", "A history in the place of the shipped one, repeatable: a header line, then the date (yyyy-MM-dd or yyyy-MM) and the value. Without --rule the shipped ladder is used for it.", "lithium-carbonate-cn=prices.csv");
        var unit = new PairOption("--unit", "UNIT", "The unit of such a history, repeatable; else the one that the rule names.", "copper=USD/t");
        var rule = new Option<string?>("--rule") { Description = "A rule file in the place of the shipped ladder; - for standard input.", HelpName = "FILE" };
        var speed = new Option<double?>("--speed") { Description = "Days of the history per second; without it as fast as it goes.", HelpName = "DAYS_PER_SECOND", CustomParser = ReadSpeed };
        var port = new PortOption(standard: 0, smallest: 0, "Port of the service on 127.0.0.1; 0 takes a free one.");
        var exit = new Option<bool>("--exit") { Description = "End when the history has ended, instead of keeping the dashboard up." };
        var command = new ExampleCommand(
            "replay",
            "Replays a history through the whole service: a local source publishes it day by day, the service polls, evaluates and stores, mails and posts signed webhooks. Writes a line DATE SEVERITY SERIES VALUE UNIT KIND REASON per warning told. Exit code 0, 1 if a rule has errors or the receivers were told different things, 2 if a file cannot be read or storage cannot be started.",
            "notifier replay lithium-2021",
            "notifier replay lithium-2021 --series copper=copper.csv --unit copper=USD/t --rule copper.json --exit")
        {
            name, series, unit, rule, speed, port, exit,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new ReplaySettings(
                parsed.GetRequiredValue(name),
                parsed.GetValue(series)!,
                parsed.GetValue(unit)!,
                parsed.GetValue(rule),
                parsed.GetValue(speed),
                parsed.GetValue(port),
                parsed.GetValue(exit)),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ReplaySettings settings, CancellationToken cancellation)
    {
        var input = ReplayInput.Read(settings);
        FindingOutput.WriteLines(input.HasErrors ? Console.Out : Console.Error, input.Findings);
        if (input.HasErrors)
            return Invocation.Negative;
        try
        {
            return await ReplayAsync(settings, input, cancellation);
        }
        catch (LocalStorageException exception)
        {
            throw new UnreadableInputException(exception.Message);
        }
        catch (OptionsValidationException exception)
        {
            throw new UnreadableInputException(string.Join('\n', exception.Failures));
        }
        catch (Exception exception) when (StorageFailures.Explain(exception) is { } explained)
        {
            throw new UnreadableInputException(explained);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("notifier replay: interrupted");
            return Invocation.Negative;
        }
    }

    private static double? ReadSpeed(ArgumentResult argument)
    {
        var text = argument.Tokens.Count > 0 ? argument.Tokens[^1].Value : "";
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) && days > 0 && double.IsFinite(days))
            return days;
        argument.AddError($"--speed takes a number above 0, not '{text}'.");
        return null;
    }

    private static async Task<int> ReplayAsync(ReplaySettings settings, ReplayInput input, CancellationToken cancellation)
    {
        var log = Path.Combine(Directory.CreateTempSubdirectory("notifier-replay-").FullName, "webhooks.log");
        var (printer, progress) = (WarningPrinter.ForConsole(), ReplayProgress.ForConsole());
        await using var setting = await ReplaySetting.StartAsync(input, settings.Port, log, progress.Writer, cancellation);
        await setting.ComposeAsync(input, cancellation);
        ReplayReport.WriteHeader(Console.Out, settings.Name, input, setting);
        var run = new ReplayRun(input, setting, printer, progress);
        setting.Host.Meter.Reset();
        await run.RunAsync(settings.DaysPerSecond, cancellation);
        ReplayReport.WriteResult(Console.Out, input, run, setting.Host.Meter.Total);
        var differences = await ReplayVerdict.DifferencesAsync(setting, run, printer.Lines, cancellation);
        foreach (var difference in differences)
            await Console.Error.WriteLineAsync("notifier replay: " + difference);
        if (!settings.Exit)
            await StayAsync(setting, cancellation);
        return differences.Count == 0 ? Invocation.Ok : Invocation.Negative;
    }

    private static async Task StayAsync(ReplaySetting setting, CancellationToken cancellation)
    {
        await Console.Out.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"ready {setting.Host.Address.GetLeftPart(UriPartial.Authority)}\n"));
        await Console.Out.FlushAsync(cancellation);
        await setting.Host.StayAsync(cancellation);
    }
}
