using System.Globalization;
using System.Security.Cryptography;

namespace Notifier.Silences;

/// <summary>
/// Keys of table Silences: <c>silence</c> with the silences, newest first; <c>inhibition</c> with the inhibitions by id;
/// <c>note|KIND|ID</c> with a row for each episode that the mute has held something of.
/// </summary>
internal static class SilenceKeys
{
    public const string Silences = "silence";
    public const string Inhibitions = "inhibition";
    public const string Notes = "note|";

    /// <summary>First key behind the notes: '}' follows '|'.</summary>
    public const string AfterNotes = "note}";

    private const int IdLength = 32;

    public static string NotesOf(string kind, string id) => $"{Notes}{kind}|{id}";

    /// <summary>Sixteen digits that fall with time, so that the newest sorts first, and sixteen that nobody guesses.</summary>
    public static string NewSilenceId(DateTimeOffset now) =>
        (DateTimeOffset.MaxValue.UtcTicks - now.UtcTicks).ToString("x16", CultureInfo.InvariantCulture) + RandomNumberGenerator.GetHexString(16, lowercase: true);

    public static bool IsSilenceId(string id) => id.Length == IdLength && id.All(char.IsAsciiHexDigitLower);
}
