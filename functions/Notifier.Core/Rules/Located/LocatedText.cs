namespace Notifier.Core.Rules.Located;

/// <summary>A text that knows where each of its characters stands in the file, escapes such as <c>\u00e9</c> included.</summary>
/// <param name="offset">Offset in the file of the first character.</param>
/// <param name="offsets">Offset of each character and of the end; null where no escape moves them apart.</param>
internal sealed class LocatedText(string value, int offset, int[]? offsets = null)
{
    /// <summary>A text made from a value that stands at one place, as the condition made from a threshold.</summary>
    public static LocatedText At(int offset, string value) => new(value, offset, [.. Enumerable.Repeat(offset, value.Length + 1)]);

    public string Value { get; } = value;

    /// <param name="index">Of a character, or the length for the place behind the last one.</param>
    public int OffsetAt(int index) => offsets is null ? offset + index : offsets[index];

    /// <summary>The same with something in front of it that stands nowhere.</summary>
    public LocatedText Behind(string prefix) => new(
        prefix + Value,
        OffsetAt(0),
        [.. Enumerable.Repeat(OffsetAt(0), prefix.Length), .. Enumerable.Range(0, Value.Length + 1).Select(OffsetAt)]);
}
