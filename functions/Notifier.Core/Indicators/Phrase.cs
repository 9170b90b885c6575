namespace Notifier.Core.Indicators;

/// <summary>One statement in English and in Chinese (zh-Hans). Numbers, units and dates are the same in both, and depend on no locale.</summary>
public sealed record Phrase(string English, string Chinese)
{
    /// <summary>Ids, formulas and other texts that no language changes.</summary>
    public static Phrase Same(string text) => new(text, text);

    /// <summary>One sentence of several: <c>a; b</c> and <c>甲；乙</c>.</summary>
    public static Phrase Joined(IReadOnlyCollection<Phrase> phrases) =>
        new(string.Join("; ", phrases.Select(phrase => phrase.English)), string.Join("；", phrases.Select(phrase => phrase.Chinese)));
}
