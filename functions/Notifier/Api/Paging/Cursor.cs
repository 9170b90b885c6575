using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Notifier.Api.Problems;

namespace Notifier.Api.Paging;

/// <summary>One page of a list; <c>next</c> is absent on the last.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next = null);

/// <summary>
/// Where the next page begins: the key of the last item seen, bound to its list, opaque to clients.
/// It carries no right: the list's own check stands before it.
/// </summary>
internal sealed record PageRequest(string? After, int Limit)
{
    public const int DefaultLimit = 50;
    public const int MostItems = 200;

    /// <summary>The answer to a cursor that is none of the list's.</summary>
    public static Problem Invalid => Problem.InvalidQuery("cursor", "give the 'next' of this list's last page, unchanged");

    /// <param name="list">Name of the list, so that a cursor of another is refused.</param>
    public static (PageRequest Page, Problem? Problem) Read(HttpRequest request, string list)
    {
        var (limit, after) = (DefaultLimit, (string?)null);
        if (request.Query["limit"] is { Count: > 0 } limits
            && (limits.Count > 1 || !int.TryParse(limits[0], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MostItems))
            return (new(null, 0), Problem.InvalidQuery("limit", $"give one whole number from 1 to {MostItems}"));
        if (request.Query["cursor"] is { Count: > 0 } cursors && (cursors.Count > 1 || (after = Decode(cursors[0], list)) is null))
            return (new(null, 0), Invalid);
        return (new(after, limit), null);
    }

    /// <param name="more">True where something follows <paramref name="last"/>.</param>
    public static string? Next(string list, string? last, bool more) =>
        more && last is not null ? WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes($"{list}\n{last}")) : null;

    private static string? Decode(string? cursor, string list)
    {
        try
        {
            var text = new UTF8Encoding(false, true).GetString(WebEncoders.Base64UrlDecode(cursor ?? ""));
            return text.StartsWith(list + "\n", StringComparison.Ordinal) ? text[(list.Length + 1)..] : null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
