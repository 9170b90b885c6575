using System.CommandLine;
using Notifier.Cli.Inspecting;

namespace Notifier.Cli.Commands;

/// <summary><c>notifier inspect feed</c>: what the service would read from a feed.</summary>
internal static class InspectFeedCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Saved feeds, also compressed with gzip; standard input where none is named.", Arity = ArgumentArity.ZeroOrMore };
        var lines = new Option<bool>("--jsonl") { Description = "Read lines {\"id\",\"file\",\"contentType\"?,\"url\"?} from standard input instead." };
        var url = new Option<string?>("--url") { Description = "Where the feed comes from: relative links are made whole with it.", HelpName = "URL" };
        var zone = ZoneOption.Create();
        var command = new ExampleCommand(
            "feed",
            "Writes one line of JSON a feed: {\"id\",\"error\"?,\"truncated\"?,\"feed\":{…},\"items\":[{…}]}. Texts are as the feed has them; dates are in UTC. Of a document that breaks off the whole items are written. Exit code 0; 1 where a named file is no feed; 2 where one cannot be opened.",
            "notifier inspect feed notices.xml",
            "notifier inspect feed --zone Asia/Shanghai --url https://example.org/rss.xml notices.xml",
            "echo '{\"id\":1,\"file\":\"notices.xml\",\"contentType\":\"text/xml; charset=gbk\"}' | notifier inspect feed --jsonl")
        {
            files, lines, url, zone,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(lines) && parsed.GetValue(files) is { Length: > 0 })
                parsed.AddError("With --jsonl the files are named on standard input: leave FILE out.");
        });
        command.SetAction(parsed => parsed.GetValue(lines)
            ? RunLines(ZoneOption.Find(parsed.GetValue(zone)!), parsed.GetValue(url))
            : RunFiles(parsed.GetValue(files)!, ZoneOption.Find(parsed.GetValue(zone)!), parsed.GetValue(url)));
        return command;
    }

    private static int RunLines(TimeZoneInfo zone, string? url) => JsonLines.Run((line, writer) =>
    {
        FeedFile.Write(writer, FeedFile.Read(FeedFile.Bytes(line.Required("file")), line.Optional("contentType"), Address(line.Optional("url") ?? url), zone));
        return null;
    });

    private static int RunFiles(string[] files, TimeZoneInfo zone, string? url)
    {
        using var output = Console.OpenStandardOutput();
        if (files.Length == 0)
        {
            using var input = Console.OpenStandardInput();
            return Inspect(output, "-", FeedFile.Bytes(input), zone, url);
        }

        // All are opened first: a wrong name is a wrong call.
        foreach (var file in files)
            FeedFile.Check(file);
        return files.Max(file => Inspect(output, file, FeedFile.Bytes(file), zone, url));
    }

    private static int Inspect(Stream output, string id, byte[] body, TimeZoneInfo zone, string? url)
    {
        try
        {
            var feed = FeedFile.Read(body, null, Address(url), zone);
            FeedFile.WriteLine(output, id, writer => FeedFile.Write(writer, feed));
            return Invocation.Ok;
        }
        catch (UnreadableInputException exception)
        {
            FeedFile.WriteLine(output, id, writer => writer.WriteString("error", exception.Message));
            return Invocation.Negative;
        }
    }

    private static Uri? Address(string? url) => url is null ? null
        : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new UnreadableInputException("the URL is not an absolute http(s) address");
}
