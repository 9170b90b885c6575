using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json;
using Notifier.Sources.Json.Paths;

namespace Notifier.Cli.Commands;

/// <summary><c>notifier inspect jsonpath</c>: what a JSONPath query (RFC 9535) finds in a document.</summary>
internal static class InspectJsonPathCommand
{
    public static Command Create()
    {
        var lines = new Option<bool>("--jsonl") { Description = "Read JSON Lines {\"id\",\"selector\",\"document\"} from standard input and write {\"id\",\"result\":[…]} or {\"id\",\"error\"} for each.", Required = true };
        var paths = new Option<bool>("--paths") { Description = "Also write where each result stands: \"paths\", as normalized paths." };
        var command = new ExampleCommand(
            "jsonpath",
            "Writes what JSONPath queries (RFC 9535) find. A query that is wrong, or a line that is no JSON, is answered with an error and its place; the next is read all the same. Exit code 0.",
            """echo '{"id":1,"selector":"$.rows[?@.price > 100].date","document":{"rows":[{"date":"2024-07-12","price":120}]}}' | notifier inspect jsonpath --jsonl""",
            "notifier inspect jsonpath --jsonl --paths < queries.jsonl")
        {
            lines, paths,
        };
        command.SetAction(parsed => JsonLines.Run((line, writer) => Answer(line, writer, parsed.GetValue(paths))));
        return command;
    }

    private static string? Answer(JsonElement line, Utf8JsonWriter writer, bool withPaths)
    {
        if (JsonLines.Text(line, "selector") is not { } selector)
            return "'selector' is missing: a JSONPath query, for example \"$.data[*].price\"";
        if (!line.TryGetProperty("document", out var document))
            return "'document' is missing: any JSON";
        var (path, problem) = JsonPath.Parse(selector);
        if (path is null)
            return $"selector: {problem}";
        var found = path.Find(document, withPaths);
        if (found.Problem is { } limit)
            return limit;
        writer.WriteStartArray("result");
        foreach (var node in found.Nodes)
            // As it stands in the input: a number keeps its digits.
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(node.Value), skipInputValidation: true);
        writer.WriteEndArray();
        if (withPaths)
            Write(writer, found.Nodes);
        return null;
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<PathNode> nodes)
    {
        writer.WriteStartArray("paths");
        foreach (var node in nodes)
            writer.WriteStringValue(node.Location());
        writer.WriteEndArray();
    }
}
