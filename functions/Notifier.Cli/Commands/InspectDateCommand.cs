using System.CommandLine;
using System.Globalization;
using Notifier.Cli.Inspecting;
using Notifier.Core.Entries;

namespace Notifier.Cli.Commands;

/// <summary><c>notifier inspect date</c>: what the service makes of a date as feeds and pages write it.</summary>
internal static class InspectDateCommand
{
    public static Command Create()
    {
        var texts = new Argument<string[]>("TEXT") { Description = "Dates as they are written, each quoted.", Arity = ArgumentArity.ZeroOrMore };
        var lines = new Option<bool>("--jsonl") { Description = "Read lines {\"id\",\"text\",\"zone\"?} from standard input instead and answer {\"id\",\"utc\"}; utc is null where the text is no date." };
        var zone = ZoneOption.Create();
        var command = new ExampleCommand(
            "date",
            "Writes what a date means in UTC, empty where it cannot be told: no date, or a zone that nobody knows. Exit code 0; 1 where a TEXT is no date.",
            "notifier inspect date \"Mon, 15 Jul 2024 10:00:00 +0800\"",
            "notifier inspect date --zone Asia/Shanghai 2022年3月26日",
            "echo '{\"id\":1,\"text\":\"2024-07-15 10:00\",\"zone\":\"Asia/Shanghai\"}' | notifier inspect date --jsonl")
        {
            texts, lines, zone,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(lines) == parsed.GetValue(texts) is { Length: > 0 })
                parsed.AddError("Give either TEXT or --jsonl.");
        });
        command.SetAction(parsed => Run(parsed.GetValue(texts)!, ZoneOption.Find(parsed.GetValue(zone)!)));
        return command;
    }

    private static int Run(string[] texts, TimeZoneInfo zone)
    {
        if (texts.Length == 0)
        {
            return JsonLines.Run((line, writer) =>
            {
                writer.WriteString("utc", Utc(line.Required("text"), line.Optional("zone") is { } name ? ZoneOption.Find(name) : zone));
                return null;
            });
        }

        var dates = texts.Select(text => Utc(text, zone)).ToList();
        dates.ForEach(Console.Out.WriteLine);
        return dates.Contains(null) ? Invocation.Negative : Invocation.Ok;
    }

    private static string? Utc(string text, TimeZoneInfo zone) =>
        DateText.Parse(text, zone)?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
