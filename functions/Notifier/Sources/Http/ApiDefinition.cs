using System.Globalization;
using Notifier.Core.Observations;

namespace Notifier.Sources.Http;

/// <summary>What definitions of the kinds with a typed client have in common: they know their address and their fields, and name each series by its symbol.</summary>
internal static class ApiDefinition
{
    /// <summary>What is wrong, as (JSON pointer, message); the symbols are the kind's own to judge.</summary>
    public static IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        if (definition.Series.Count == 0)
            yield return ("/series", "list the series to read: each with its 'id' and its 'symbol' at the source");
        if (definition.Items is not null)
            yield return ("/items", $"the kind '{definition.Kind}' knows where its values stand: leave 'items' out");
        if (definition.Headers.Count > 0)
            yield return ("/headers", $"the kind '{definition.Kind}' sends what its source needs: leave 'headers' out");
        if (definition.Url.Length > 0 && Problem(definition.Url) is { } problem)
            yield return ("/url", problem);
        for (var index = 0; index < definition.Series.Count; index++)
        {
            foreach (var (name, path) in new[] { ("date", definition.Series[index].Date), ("value", definition.Series[index].Value) })
            {
                if (path is not null)
                    yield return ($"/series/{index}/{name}", $"the kind '{definition.Kind}' knows where its values stand: leave '{name}' out");
            }
        }
    }

    /// <summary>What the series of such a definition have in common: a cap on their number, symbols of one form, frequencies that the API has.</summary>
    /// <param name="most">How many series one source may have.</param>
    /// <param name="symbol">Whether a symbol is one, and what one is.</param>
    /// <param name="frequency">Whether the API has a frequency, and which to write.</param>
    public static IEnumerable<(string Pointer, string Message)> CheckSeries(
        SourceDefinition definition, int most, (Func<string, bool> Is, string Words) symbol, (Func<Frequency, bool> Is, string Words) frequency)
    {
        if (definition.Series.Count > most)
            yield return ("/series", string.Create(CultureInfo.InvariantCulture, $"one source of this kind has at most {most} series: make several"));
        for (var index = 0; index < definition.Series.Count; index++)
        {
            var series = definition.Series[index];
            if (series.Symbol is null || !symbol.Is(series.Symbol))
                yield return ($"/series/{index}/symbol", $"'symbol' is {symbol.Words}");
            if (!frequency.Is(series.Frequency))
                yield return ($"/series/{index}/frequency", frequency.Words);
        }
    }

    /// <summary>The address of one operation, at the kind's own base or at the one that the definition names.</summary>
    public static Uri Address(SourceDefinition definition, string own, string path) =>
        new((definition.Url.Length > 0 ? definition.Url : own).TrimEnd('/') + path);

    private static string? Problem(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) || text.Contains('{', StringComparison.Ordinal))
            return "this is not an address: write the base of the API whole, beginning with https:// or http://, or leave 'url' out";
        return url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0
            ? "the base of the API has neither a name and password nor anything behind '?' or '#': leave that out"
            : null;
    }
}
