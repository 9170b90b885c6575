using System.Buffers;

namespace Notifier.Core.Observations;

/// <summary>Ids of sources, series, rules and topics: <c>[a-z0-9][a-z0-9-]{0,62}</c>, safe as storage keys, in URLs and in file names.</summary>
public static class Identifier
{
    public const int MaximumLength = 63;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public const string Form = "lower-case letters, digits and '-', starting with a letter or digit, 1 to 63 characters";

    public static bool IsValid(ReadOnlySpan<char> id) =>
        id.Length is > 0 and <= MaximumLength && id[0] != '-' && !id.ContainsAnyExcept(Allowed);
}
