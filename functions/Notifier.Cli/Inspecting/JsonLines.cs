using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Notifier.Cli.Inspecting;

/// <summary>
/// Standard input as one JSON object a line, <c>{"id", …}</c>, answered line by line with <c>{"id", …}</c>. A line that cannot be
/// read or answered is answered with <c>{"id","error"}</c>, and the next one is read.
/// </summary>
internal static class JsonLines
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="answer">Writes the members behind the id.</param>
    public static int Run(Action<JsonElement, Utf8JsonWriter> answer)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false), false, 1 << 16);
        using var output = Console.OpenStandardOutput();
        for (var number = 1; input.ReadLine() is { } line; number++)
        {
            if (line.AsSpan().Trim("\uFEFF \t").IsEmpty)
                continue;
            output.Write(Answer(line, number, answer));
            output.Flush();
        }

        return Invocation.Ok;
    }

    /// <summary>A member that has to be there.</summary>
    /// <exception cref="UnreadableInputException">It is missing or no text.</exception>
    public static string Required(this JsonElement line, string name) =>
        line.Optional(name) ?? throw new UnreadableInputException($"'{name}' is missing: give it as a text");

    /// <exception cref="UnreadableInputException">It is there and no text.</exception>
    public static string? Optional(this JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new UnreadableInputException($"'{name}' has to be a text");
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableInputException($"'{name}' holds half a surrogate pair, which is no text");
        }
    }

    /// <summary>One line of output, its end included.</summary>
    public static ReadOnlySpan<byte> Line(Action<Utf8JsonWriter> members)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line, Readable))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan;
    }

    private static ReadOnlySpan<byte> Answer(string line, int number, Action<JsonElement, Utf8JsonWriter> answer)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line.TrimStart('\uFEFF'));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return Error(default, $"line {number} is not JSON: {exception.Message}");
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return Error(default, $"line {number} is not a JSON object");
            var id = document.RootElement.TryGetProperty("id", out var given) ? given : default;
            try
            {
                return Line(writer =>
                {
                    WriteId(writer, id);
                    answer(document.RootElement, writer);
                });
            }
            catch (UnreadableInputException exception)
            {
                return Error(id, exception.Message);
            }
        }
    }

    private static ReadOnlySpan<byte> Error(JsonElement id, string message) => Line(writer =>
    {
        WriteId(writer, id);
        writer.WriteString("error", message);
    });

    private static void WriteId(Utf8JsonWriter writer, JsonElement id)
    {
        writer.WritePropertyName("id");
        if (id.ValueKind == JsonValueKind.Undefined)
            writer.WriteNullValue();
        else
            writer.WriteRawValue(id.GetRawText(), skipInputValidation: true);
    }
}
