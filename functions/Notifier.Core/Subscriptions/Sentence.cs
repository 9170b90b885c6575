namespace Notifier.Core.Subscriptions;

/// <summary>One sentence in the languages that are spoken here.</summary>
public sealed record Sentence(string English, string Chinese)
{
    /// <param name="language">BCP 47.</param>
    public string In(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}
