using System.Text;

namespace Notifier.Core.Rules.Located;

/// <summary>Decodes a file. A byte order mark is no part of the text.</summary>
internal static class SourceText
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <returns>The text up to the first byte that is not UTF-8, and whether that is all of it.</returns>
    public static (string Text, bool Whole) Decode(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(ByteOrderMark))
            utf8 = utf8[ByteOrderMark.Length..];
        var valid = ValidLength(utf8);
        return (Encoding.UTF8.GetString(utf8[..valid]), valid == utf8.Length);
    }

    private static int ValidLength(ReadOnlySpan<byte> utf8)
    {
        if (System.Text.Unicode.Utf8.IsValid(utf8))
            return utf8.Length;
        var length = 0;
        while (Rune.DecodeFromUtf8(utf8[length..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
            length += consumed;
        return length;
    }
}
