using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Notifier.Cli;

/// <summary>
/// Standard input as JSON Lines, an object with an <c>id</c> on each; for each a line on standard output with the same <c>id</c>
/// and what was made of it, or an <c>error</c>. A line that cannot be read is answered too, and the next is read.
/// </summary>
internal static class JsonLines
{
    // Deeper than any document that is read by default; a line may hold one that is meant as an attack.
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 1_000 };
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1_001 };

    /// <param name="answer">Writes the members of the answer, or returns what is wrong with the line; then nothing that it wrote counts.</param>
    public static int Run(Func<JsonElement, Utf8JsonWriter, string?> answer)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        for (var number = 1; input.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            output.Write(Answer(line, number, answer).Span);
            output.WriteByte((byte)'\n');
        }

        return Invocation.Ok;
    }

    /// <summary>The text of a member; null where there is none, or one that is no text.</summary>
    public static string? Text(JsonElement line, string name)
    {
        try
        {
            return line.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair as an escape.
            return null;
        }
    }

    private static ReadOnlyMemory<byte> Answer(string line, int number, Func<JsonElement, Utf8JsonWriter, string?> answer)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Reading);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return Write(null, _ => Place(number, "is no JSON object"));
            var id = document.RootElement.TryGetProperty("id", out var given) ? given : (JsonElement?)null;
            return Write(id, writer => answer(document.RootElement, writer));
        }
        catch (JsonException exception)
        {
            return Write(null, _ => Place(number, string.Create(CultureInfo.InvariantCulture, $"is no JSON at byte {(exception.BytePositionInLine ?? 0) + 1}")));
        }
    }

    private static string Place(int number, string problem) => string.Create(CultureInfo.InvariantCulture, $"line {number} of the input {problem}");

    private static ReadOnlyMemory<byte> Write(JsonElement? id, Func<Utf8JsonWriter, string?> answer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Writing);
        Begin(writer, id);
        if (Problem(writer, answer) is { } error)
        {
            writer.Reset();
            buffer.Clear();
            Begin(writer, id);
            writer.WriteString("error", error);
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static string? Problem(Utf8JsonWriter writer, Func<Utf8JsonWriter, string?> answer)
    {
        try
        {
            return answer(writer);
        }
        catch (UnreadableInputException exception)
        {
            return exception.Message;
        }
    }

    private static void Begin(Utf8JsonWriter writer, JsonElement? id)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("id");
        if (id is { } given)
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(given), skipInputValidation: true);
        else
            writer.WriteNullValue();
    }
}
