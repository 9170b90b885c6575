namespace Notifier.Core.Entries.Texts;

/// <summary>Shortens texts where a person reads them or a row is bounded: never between the halves of a character.</summary>
public static class TextCut
{
    /// <summary>Longer than nearly all sentences of ministries.</summary>
    private const int LongestSentence = 300;

    /// <param name="most">In UTF-16 units.</param>
    /// <returns>At most so many units, one less where the last would be half a character.</returns>
    public static string At(string text, int most) =>
        text.Length <= most ? text : text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>As <see cref="At"/>, with an ellipsis where something was left out.</summary>
    public static string Short(string text, int most) => text.Length <= most ? text : At(text, most) + "…";

    /// <summary>A sentence as a citation shows it.</summary>
    public static string Sentence(string text) => Short(text, LongestSentence);
}
