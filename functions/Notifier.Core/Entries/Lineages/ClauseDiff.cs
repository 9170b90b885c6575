using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Lineages;

/// <summary>A clause that was changed, taken out (<paramref name="After"/> is null) or put in (<paramref name="Before"/> is null).</summary>
public sealed record ClauseChange(string? Before, string? After);

/// <summary>Which clauses of a text changed: what an update of an entry says.</summary>
public static class ClauseDiff
{
    // Beyond that many clauses the order of equal ones is not looked at any more.
    private const int MostOrdered = 600;
    private const int MostChanges = 20;

    /// <returns>In the order of the text, at most 20, each at most 300 characters long; blanks and width of letters are no change.</returns>
    public static IReadOnlyList<ClauseChange> Of(string before, string after) => Shown(All(before, after));

    /// <summary>As they are shown and stored.</summary>
    internal static IReadOnlyList<ClauseChange> Shown(IReadOnlyList<ClauseChange> changes) =>
        [.. changes.Take(MostChanges).Select(change => new ClauseChange(Cut(change.Before), Cut(change.After)))];

    /// <summary>All of them, each whole.</summary>
    internal static IReadOnlyList<ClauseChange> All(string before, string after)
    {
        var (old, now) = (Clauses(before), Clauses(after));
        var kept = old.Count <= MostOrdered && now.Count <= MostOrdered ? Common(old, now) : InBoth(old, now);
        var changes = new List<ClauseChange>();
        var (at, to) = (0, 0);
        foreach (var (left, right) in kept.Append((old.Count, now.Count)))
        {
            Gap(old[at..left], now[to..right], changes);
            (at, to) = (left + 1, right + 1);
        }

        return changes;
    }

    private static string? Cut(string? clause) => clause is null ? null : TextCut.Sentence(clause);

    /// <summary>Between two clauses that stayed, one by one: what stands in the same place was changed.</summary>
    private static void Gap(List<Clause> old, List<Clause> now, List<ClauseChange> changes)
    {
        for (var index = 0; index < Math.Max(old.Count, now.Count); index++)
            changes.Add(new(index < old.Count ? old[index].Text : null, index < now.Count ? now[index].Text : null));
    }

    /// <summary>One by sentence; what a semicolon ends counts as one.</summary>
    private static List<Clause> Clauses(string text)
    {
        var (normal, clauses) = (NormalText.Of(text), new List<Clause>());
        for (var number = 0; number < normal.Sentences.Length; number++)
        {
            var (from, to) = normal.SentenceBounds(number);
            var (start, length) = normal.Place(from, to);
            if (text.AsSpan(start, length).Trim() is { Length: > 0 } sentence)
                clauses.Add(new(sentence.ToString(), EntryWords.Fold(sentence.ToString())));
        }

        return clauses;
    }

    /// <summary>The longest common subsequence, as pairs of places.</summary>
    private static List<(int Left, int Right)> Common(List<Clause> old, List<Clause> now)
    {
        var lengths = new int[old.Count + 1, now.Count + 1];
        for (var left = old.Count - 1; left >= 0; left--)
        {
            for (var right = now.Count - 1; right >= 0; right--)
                lengths[left, right] = old[left].Folded == now[right].Folded ? lengths[left + 1, right + 1] + 1 : Math.Max(lengths[left + 1, right], lengths[left, right + 1]);
        }

        var pairs = new List<(int, int)>();
        for (var (left, right) = (0, 0); left < old.Count && right < now.Count;)
        {
            if (old[left].Folded == now[right].Folded)
                pairs.Add((left++, right++));
            else if (lengths[left + 1, right] >= lengths[left, right + 1])
                left++;
            else
                right++;
        }

        return pairs;
    }

    /// <summary>Clauses of both texts that come in the same order, found greedily.</summary>
    private static List<(int Left, int Right)> InBoth(List<Clause> old, List<Clause> now)
    {
        var places = new Dictionary<string, Queue<int>>(StringComparer.Ordinal);
        for (var index = 0; index < now.Count; index++)
        {
            if (!places.TryGetValue(now[index].Folded, out var queue))
                places.Add(now[index].Folded, queue = new());
            queue.Enqueue(index);
        }

        var (pairs, last) = (new List<(int, int)>(), -1);
        for (var left = 0; left < old.Count; left++)
        {
            if (!places.TryGetValue(old[left].Folded, out var queue))
                continue;
            while (queue.TryPeek(out var passed) && passed <= last)
                queue.Dequeue();
            if (queue.TryDequeue(out var right))
                pairs.Add((left, last = right));
        }

        return pairs;
    }

    private readonly record struct Clause(string Text, string Folded);
}
