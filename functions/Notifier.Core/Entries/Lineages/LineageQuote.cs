using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Lineages;

/// <summary>Clauses as a reason quotes them.</summary>
internal static class LineageQuote
{
    private const int Longest = 160;

    // Of a long clause that begins as before: what stands in front of the first difference.
    private const int Before = 40;

    public static string Of(string text) => $"“{TextCut.Short(text, Longest)}”";

    /// <summary>Both so that what differs can be seen; null for what is not there.</summary>
    public static (string? Old, string? Now) Both(ClauseChange change)
    {
        if (change.Before is not { } old || change.After is not { } now)
            return (change.Before is null ? null : Of(change.Before), change.After is null ? null : Of(change.After));
        var from = Math.Max(old.Length, now.Length) <= Longest ? 0 : Math.Max(0, old.AsSpan().CommonPrefixLength(now) - Before);
        return (Of(From(old, from)), Of(From(now, from)));
    }

    private static string From(string text, int start) =>
        start == 0 ? text : "…" + text[(char.IsLowSurrogate(text[start]) ? start + 1 : start)..];
}
