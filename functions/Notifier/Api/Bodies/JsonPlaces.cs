using System.Text;
using System.Text.Json;
using Notifier.Api.Problems;

namespace Notifier.Api.Bodies;

/// <summary>
/// One walk over a JSON text: whether it is well-formed and without duplicate members, and where each value stands.
/// Lines and columns are 1-based and count code points.
/// </summary>
internal sealed class JsonPlaces
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = ApiJson.MaximumDepth };

    // Of values; a member's name, where it has one, begins before.
    private readonly Dictionary<string, (int Name, int Value)> _offsets = new(StringComparer.Ordinal) { [""] = (0, 0) };
    private readonly Stack<Frame> _frames = new();
    private readonly byte[] _text;
    private readonly bool _remember;

    private JsonPlaces(ReadOnlySpan<byte> text, bool remember) => (_text, _remember) = (text.ToArray(), remember);

    /// <summary>Null where the text is well-formed.</summary>
    public ProblemError? Fault { get; private set; }

    public static JsonPlaces Of(ReadOnlySpan<byte> text) => Walk(text, remember: true);

    public static ProblemError? FaultOf(ReadOnlySpan<byte> text) => Walk(text, remember: false).Fault;

    /// <summary>Adds the place of the value that the error points at (of its name, where that is wrong), else of the nearest thing around it.</summary>
    public ProblemError Place(ProblemError error)
    {
        (int Name, int Value) offset;
        var pointer = error.Pointer;
        while (!_offsets.TryGetValue(pointer, out offset))
            pointer = pointer[..Math.Max(0, pointer.LastIndexOf('/'))];
        var (line, column) = PlaceOf(error.Code == "unknown-field" ? offset.Name : offset.Value);
        return error with { Line = line, Column = column };
    }

    /// <summary>The deepest member or value that begins at or before a place.</summary>
    public string PointerAt(int line, int column)
    {
        var best = (Pointer: "", Offset: -1);
        foreach (var (pointer, offset) in _offsets)
        {
            if (offset.Name >= best.Offset && PlaceOf(offset.Name) is var place && (place.Line, place.Column).CompareTo((line, column)) <= 0)
                best = (pointer, offset.Name);
        }

        return best.Pointer;
    }

    private static JsonPlaces Walk(ReadOnlySpan<byte> text, bool remember)
    {
        var places = new JsonPlaces(text, remember);
        var reader = new Utf8JsonReader(places._text, Strict);
        try
        {
            while (places.Fault is null && reader.Read())
                places.Take(ref reader);
        }
        catch (JsonException exception)
        {
            places.FailAt(places.OffsetOf(exception), "malformed", Explain(exception, text));
        }
        catch (InvalidOperationException)
        {
            // A member name with half a surrogate pair.
            places.FailAt((int)reader.TokenStartIndex, "malformed", "The text is not valid Unicode.");
        }

        return places;
    }

    private void Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                var name = reader.GetString()!;
                if (!_frames.Peek().Names!.Add(name))
                    FailAt((int)reader.TokenStartIndex, "duplicate-field", $"'{Shown(name)}' stands here twice. Keep one.");
                _frames.Peek().Name = name;
                _frames.Peek().NameOffset = (int)reader.TokenStartIndex;
                return;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _frames.Pop();
                return;
        }

        var parent = _frames.Count > 0 ? _frames.Peek() : null;
        if (parent is { Names: null })
            parent.Index++;
        if (_remember)
            _offsets[Pointer()] = (parent?.NameOffset ?? (int)reader.TokenStartIndex, (int)reader.TokenStartIndex);
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            _frames.Push(new(reader.TokenType is JsonTokenType.StartObject ? new(StringComparer.Ordinal) : null));
    }

    private string Pointer() => _frames.Reverse().Aggregate("", static (pointer, frame) =>
        frame.Names is null ? JsonPointer.Append(pointer, frame.Index) : JsonPointer.Append(pointer, frame.Name));

    private void FailAt(int offset, string code, string detail)
    {
        var (line, column) = PlaceOf(offset);
        Fault = new ProblemError(_frames.Count > 0 && code == "duplicate-field" ? Pointer() : "", detail) { Code = code, Line = line, Column = column };
    }

    private int OffsetOf(JsonException exception)
    {
        var start = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
            start = Array.IndexOf(_text, (byte)'\n', start) + 1;
        return Math.Min(_text.Length, start + (int)(exception.BytePositionInLine ?? 0));
    }

    private (int Line, int Column) PlaceOf(int offset)
    {
        var before = _text.AsSpan(0, offset);
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        // A code point is every byte that does not continue one.
        var column = 1;
        foreach (var part in before[lineStart..])
            column += (part & 0xC0) == 0x80 ? 0 : 1;
        return (1 + before.Count((byte)'\n'), column);
    }

    private static string Explain(JsonException exception, ReadOnlySpan<byte> text)
    {
        if (text.Trim(" \t\r\n"u8).IsEmpty)
            return "The body is empty.";
        // The reader appends its own place, which counts from 0 and in bytes.
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? "This is not well-formed JSON." : exception.Message[..end];
    }

    private static string Shown(string name) => name.Length <= 40 ? name : name[..40] + "…";

    /// <param name="Names">The members so far; null in an array.</param>
    private sealed record Frame(HashSet<string>? Names)
    {
        public string Name { get; set; } = "";

        public int? NameOffset { get; set; }

        public int Index { get; set; } = -1;
    }
}
