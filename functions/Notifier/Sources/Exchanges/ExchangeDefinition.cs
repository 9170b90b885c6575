using System.Text.RegularExpressions;
using Notifier.Core.Observations;
using Notifier.Sources.Http;

namespace Notifier.Sources.Exchanges;

/// <summary>What definitions of the kinds of exchanges have in common: varieties by their letters, and one value a day.</summary>
internal static partial class ExchangeDefinition
{
    /// <param name="example">For example <c>lc for lithium carbonate</c>.</param>
    public static IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition, string example)
    {
        foreach (var problem in ApiDefinition.Check(definition))
            yield return problem;
        for (var index = 0; index < definition.Series.Count; index++)
        {
            var series = definition.Series[index];
            if (series.Symbol is null || !Symbol().IsMatch(series.Symbol))
                yield return ($"/series/{index}/symbol", $"'symbol' is the exchange's letters of a variety, for example {example}; the contract is chosen day by day");
            if (series.Frequency != Frequency.Daily)
                yield return ($"/series/{index}/frequency", "the quotes of this kind are daily: write daily, or leave it out");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z]{1,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Symbol();
}
