using System.Globalization;
using System.Text.Json;
using Notifier.Sources.Http;

namespace Notifier.Sources.Json;

/// <summary>Where the next page of a list is: its address, or what stands for it in the place <c>{next:FIRST}</c> of the source's own.</summary>
internal static class JsonPages
{
    private const string Place = "{next:";

    public static IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        if (definition.Next is { } next && ItemPath.Read(next).Problem is { } problem)
            yield return ("/next", problem);
        if (definition.Next is null && definition.Url.Contains(Place, StringComparison.Ordinal))
            yield return ("/next", "the address has a place for the next page: say where it stands in the answer, for example $.next_page");
        if (definition.Next is null && definition.Pages is not null)
            yield return ("/pages", "without 'next' there is one page: leave it out");
    }

    /// <param name="asked">The definition as it was asked for the page that was just read.</param>
    /// <param name="page">Number of that page, from 1.</param>
    /// <returns>The definition to ask for the next page; null where there is none, or one of another host, which is not asked whatever the answer says.</returns>
    public static SourceDefinition? After(SourceDefinition definition, SourceDefinition asked, JsonElement root, int page)
    {
        if (definition.Next is null || ItemPath.Parse(definition.Next)!.Find(root) is not { } next)
            return null;
        if (definition.Url.Contains(Place, StringComparison.Ordinal))
            return Cursor(definition.Url, next, page) is { } cursor ? definition with { Url = Filled(definition.Url, cursor) } : null;
        var address = SourceAddress.Unfilled(asked);
        return next.ValueKind == JsonValueKind.String && JsonField.Scalar(next) is { Length: > 0 } text && Uri.TryCreate(address, text, out var url) && url != address
            && (url.Scheme, url.Authority) == (address.Scheme, address.Authority)
            ? definition with { Url = url.AbsoluteUri }
            : null;
    }

    /// <summary><c>true</c> says that there is a page behind this one: they are counted then.</summary>
    private static string? Cursor(string url, JsonElement next, int page) => next.ValueKind switch
    {
        JsonValueKind.True => int.TryParse(First(url), NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? (first + page).ToString(CultureInfo.InvariantCulture) : null,
        JsonValueKind.False => null,
        _ => JsonField.Scalar(next) is { Length: > 0 and < 1000 } cursor ? cursor : null,
    };

    private static string First(string url) => url[(url.IndexOf(Place, StringComparison.Ordinal) + Place.Length)..].Split('}')[0];

    private static string Filled(string url, string cursor) => url.Replace($"{Place}{First(url)}}}", Uri.EscapeDataString(cursor), StringComparison.Ordinal);
}
