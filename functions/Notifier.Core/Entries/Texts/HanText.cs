using System.Reflection;

namespace Notifier.Core.Entries.Texts;

/// <summary>Chinese characters: which they are, and the simplified form of a traditional one (character by character; words that differ by region are terms of their own).</summary>
internal static class HanText
{
    private const string Resource = "traditional-characters.txt";

    private static readonly char[] Forms = Read();

    // Unicode blocks: CJK Extension A, CJK Unified Ideographs, Compatibility Ideographs; with the iteration mark and the zero that Chinese numbers use.
    public static bool IsHan(char character) =>
        character is >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' or >= '\uF900' and <= '\uFAFF' or '\u3005' or '\u3007';

    public static char Simplified(char character) => Forms[character] is var form && form != 0 ? form : character;

    /// <summary>The resource is pairs: the traditional character, then the simplified one; lines that begin with # are remarks.</summary>
    private static char[] Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        using var reader = new StreamReader(stream);
        var forms = new char[char.MaxValue + 1];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            foreach (var pair in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                forms[pair[0]] = pair[1];
        }

        // Compatibility ideographs are characters of the main block in other code charts (NFKC).
        for (var character = '\uF900'; character <= '\uFAFF'; character++)
        {
            var plain = character.ToString().Normalize(System.Text.NormalizationForm.FormKC);
            if (plain.Length == 1)
                forms[character] = forms[plain[0]] is var form && form != 0 ? form : plain[0];
        }

        return forms;
    }
}
