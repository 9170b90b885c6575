using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Notifier.Deliveries;

/// <summary>Where the last page ended, as the text that a caller hands back: the keys of its last row, made opaque.</summary>
internal sealed record PageCursor(string Partition, string Row)
{
    // Neither kind of key holds it.
    private const char Separator = '\n';
    private const int Longest = 400;

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Partition + Separator + Row));

    public static bool TryParse(string? text, [NotNullWhen(true)] out PageCursor? cursor)
    {
        cursor = null;
        if (text is null || text.Length > Longest || !Base64Url.IsValid(text))
            return false;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator);
        if (parts.Length != 2 || parts.Any(part => part.Any(character => character is '/' or '\\' or '#' or '?' || char.IsControl(character))))
            return false;
        cursor = new PageCursor(parts[0], parts[1]);
        return true;
    }
}
