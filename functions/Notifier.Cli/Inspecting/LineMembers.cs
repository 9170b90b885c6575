using System.Text.Json;

namespace Notifier.Cli.Inspecting;

/// <summary>Members of a line of input that have to be texts.</summary>
internal static class LineMembers
{
    /// <exception cref="UnreadableInputException">It is missing or no text.</exception>
    public static string Required(this JsonElement line, string name) =>
        JsonLines.Text(line, name) ?? throw new UnreadableInputException($"'{name}' is missing: give it as a text");

    /// <exception cref="UnreadableInputException">It is there and no text.</exception>
    public static string? Optional(this JsonElement line, string name) =>
        !line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null : line.Required(name);
}
