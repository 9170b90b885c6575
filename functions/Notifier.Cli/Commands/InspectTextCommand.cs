using System.CommandLine;
using System.Globalization;
using System.Text;
using Notifier.Cli.Inspecting;
using Notifier.Core.Entries.Dates;
using Notifier.Core.Entries.Quantities;
using Notifier.Core.Entries.Topics;
using Notifier.Sources.Http;

namespace Notifier.Cli.Commands;

/// <summary><c>notifier inspect text</c>: what the service understands of an announcement: topics, quantities, dates.</summary>
internal static class InspectTextCommand
{
    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "A text file; standard input where none is named.", Arity = ArgumentArity.ZeroOrOne };
        var lines = new Option<bool>("--jsonl") { Description = "Read lines {\"id\",\"text\",\"title\"?} from standard input and write {\"id\",\"topics\":[{\"id\",\"score\",\"terms\"}],\"quantities\":[…],\"dates\":[…]} for each." };
        var title = new Option<string?>("--title") { Description = "The title: what stands in it counts half as much again.", HelpName = "TITLE" };
        var gated = new Option<bool>("--gated") { Description = "Judge as an entry of a source that is no policy source: without a word on batteries, vehicles or their metals it is about nothing." };
        var command = new ExampleCommand(
            "text",
            "Shows what an announcement is about, in Chinese (both scripts) or English: its topics with the terms and sentences that name them, the quantities that it states, and until when comments are taken, from when it applies, when it ends. Exit code 0; 2 where FILE cannot be read.",
            "notifier inspect text announcement.txt",
            "notifier inspect text --title \"Notice on power batteries\" < announcement.txt",
            "echo '{\"id\":1,\"text\":\"碳酸锂一年涨了10倍\"}' | notifier inspect text --jsonl")
        {
            file, lines, title, gated,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(lines) && (parsed.GetValue(file) is not null || parsed.GetValue(title) is not null))
                parsed.AddError("With --jsonl text and title stand in the lines on standard input: leave FILE and --title out.");
        });
        command.SetAction(parsed => parsed.GetValue(lines)
            ? RunLines(parsed.GetValue(gated))
            : Show(parsed.GetValue(title) ?? "", Read(parsed.GetValue(file)), parsed.GetValue(gated)));
        return command;
    }

    private static int RunLines(bool gated) => JsonLines.Run((line, writer) =>
    {
        var text = line.Required("text");
        TextFindings.Write(writer, TopicClassifier.Default.Classify(line.Optional("title") ?? "", text, gated), QuantityReader.Read(text), PolicyDateReader.Read(text));
        return null;
    });

    private static string Read(string? file)
    {
        using var input = Console.OpenStandardInput();
        return BodyText.Decode(file is null ? FeedFile.Bytes(input) : FeedFile.Bytes(file), null);
    }

    private static int Show(string title, string text, bool gated)
    {
        var shown = new StringBuilder();
        foreach (var topic in TopicClassifier.Default.Classify(title, text, gated))
        {
            shown.Append(CultureInfo.InvariantCulture, $"topic {topic.Topic} {topic.Score:0.##}\n");
            foreach (var term in topic.Terms)
                shown.Append(CultureInfo.InvariantCulture, $"  {term.Term}: {OneLine(term.Sentence)}\n");
        }

        foreach (var quantity in QuantityReader.Read(text))
            shown.Append(CultureInfo.InvariantCulture, $"quantity {TextFindings.Line(quantity)}\n  {OneLine(quantity.Sentence)}\n");
        foreach (var date in PolicyDateReader.Read(text))
            shown.Append(CultureInfo.InvariantCulture, $"{TextFindings.Word(date.Kind)} {TextFindings.Day(date)}\n  {OneLine(date.Sentence)}\n");
        Console.Out.Write(shown.Length > 0 ? shown.ToString() : "nothing found\n");
        return Invocation.Ok;
    }

    private static string OneLine(string sentence) => string.Join(' ', sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
