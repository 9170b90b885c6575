using System.CommandLine;
using System.Text.Json;
using Notifier.Cli.Inspecting;
using Notifier.Outgoing;

namespace Notifier.Cli.Commands;

/// <summary><c>notifier inspect url</c>: whether the service would send anything to an address.</summary>
internal static class InspectUrlCommand
{
    private static readonly UrlGuard Guard = new(new AddressGuard(allowPrivate: false));

    public static Command Create()
    {
        var urls = new Argument<string[]>("URL") { Description = "Addresses of webhooks, each quoted. Nothing is resolved and nothing is sent.", Arity = ArgumentArity.ZeroOrMore };
        var lines = new Option<bool>("--jsonl") { Description = "Read lines {\"id\",\"url\",\"resolvesTo\":[\"ip\",…]?} from standard input instead and answer {\"id\",\"allowed\",\"reason\"}." };
        var command = new ExampleCommand(
            "url",
            "Writes allowed or refused and the reason for each address, as the service judges it where private targets are not allowed. http is judged like https and says so; only saving a webhook refuses it. Exit code 0; 1 where a URL is refused.",
            "notifier inspect url https://hooks.example.org/notify",
            "echo '{\"id\":1,\"url\":\"https://hooks.example.org/\",\"resolvesTo\":[\"10.0.0.5\"]}' | notifier inspect url --jsonl")
        {
            urls, lines,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(lines) == parsed.GetValue(urls) is { Length: > 0 })
                parsed.AddError("Give either URL or --jsonl.");
        });
        command.SetAction(parsed => Run(parsed.GetValue(urls)!));
        return command;
    }

    private static int Run(string[] urls)
    {
        if (urls.Length == 0)
            return JsonLines.Run(Answer);
        var verdicts = urls.Select(url => Guard.Judge(url, null)).ToList();
        verdicts.ForEach(verdict => Console.Out.WriteLine($"{(verdict.Allowed ? "allowed" : "refused")} {verdict.Reason}"));
        return verdicts.TrueForAll(verdict => verdict.Allowed) ? Invocation.Ok : Invocation.Negative;
    }

    private static string? Answer(JsonElement line, Utf8JsonWriter writer)
    {
        var verdict = Guard.Judge(line.Required("url"), Addresses(line));
        writer.WriteBoolean("allowed", verdict.Allowed);
        writer.WriteString("reason", verdict.Reason);
        return null;
    }

    private static List<string>? Addresses(JsonElement line)
    {
        if (!line.TryGetProperty("resolvesTo", out var given) || given.ValueKind == JsonValueKind.Null)
            return null;
        return given.ValueKind == JsonValueKind.Array && given.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String)
            ? [.. given.EnumerateArray().Select(one => one.GetString()!)]
            : throw new UnreadableInputException("'resolvesTo' has to be a list of addresses");
    }
}
