using System.Text.RegularExpressions;

namespace Notifier.Sources.Ecb;

/// <summary>What a symbol asks for: <c>CNY</c> is yuan per euro, as the bank publishes it; <c>CNY/USD</c> yuan per dollar, from two rates of one day.</summary>
internal sealed partial record RatePair(string Of, string Per)
{
    public const string Euro = "EUR";

    /// <summary>As a series declares it: <c>CNY/EUR</c>.</summary>
    public string Unit => $"{Of}/{Per}";

    /// <summary>The rates that it takes: none for the euro itself.</summary>
    public IEnumerable<string> Legs => new[] { Of, Per }.Where(currency => currency != Euro);

    /// <summary>Null where the text is none.</summary>
    public static RatePair? Parse(string? symbol)
    {
        if (symbol is null || Form().Match(symbol) is not { Success: true } match)
            return null;
        var pair = new RatePair(match.Groups[1].Value, match.Groups[2].Success ? match.Groups[2].Value : Euro);
        return pair.Of == pair.Per ? null : pair;
    }

    [GeneratedRegex(@"\A([A-Z]{3})(?:/([A-Z]{3}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
