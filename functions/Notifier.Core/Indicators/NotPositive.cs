namespace Notifier.Core.Indicators;

/// <summary>A value that leaves an indicator without a number (WTI was −36.98 USD/bbl on 2020-04-20).</summary>
internal static class NotPositive
{
    /// <param name="value">With its unit, as it was observed.</param>
    public static Phrase Of(string value, string english, string chinese) => Of(Phrase.Same(value), english, chinese);

    public static Phrase Of(Phrase value, string english, string chinese) => new($"{value.English} is not positive: {english}", $"{value.Chinese}不为正：{chinese}");
}
