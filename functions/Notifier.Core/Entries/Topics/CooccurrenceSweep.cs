using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Topics;

/// <summary>Finds words that stand near each other, in one pass: of each place the last word is kept.</summary>
internal sealed class CooccurrenceSweep(IReadOnlyList<Cooccurrence> rules)
{
    private readonly (TermMatch Match, int Sentence)[]?[] _last = new (TermMatch, int)[]?[rules.Count];

    // "exports of battery-grade lithium carbonate"
    private const int LeaderReach = 20;

    private readonly int[] _barriers = new int[rules.Count];

    private readonly int[] _leaders = new int[rules.Count];

    /// <returns>The words, where this one completes a rule.</returns>
    public FoundTogether? Add(TermUse use, TermMatch match, int sentence)
    {
        if (use.Role == TermRole.Barrier)
        {
            _barriers[use.Rule] = match.Start + 1;
            return null;
        }

        if (use.Role == TermRole.Leader)
        {
            _leaders[use.Rule] = match.End;
            return null;
        }

        var rule = rules[use.Rule];
        var last = _last[use.Rule] ??= Empty(rule.Places);
        // A longer word of the same place stands for the shorter one inside it.
        if (last[use.Place].Sentence == sentence && last[use.Place].Match.Holds(match))
            return null;
        last[use.Place] = (match, sentence);
        var (start, end) = (int.MaxValue, 0);
        var (firstEnd, lastStart) = (int.MaxValue, 0);
        foreach (var (placed, where) in last)
        {
            if (where != sentence)
                return null;
            (start, end) = (Math.Min(start, placed.Start), Math.Max(end, placed.End));
            (firstEnd, lastStart) = (Math.Min(firstEnd, placed.End), Math.Max(lastStart, placed.Start));
        }

        return lastStart - firstEnd <= rule.Window && _barriers[use.Rule] <= start && !IsLed(use.Rule, start) && !Overlap(last) ? new([.. last.OrderBy(word => word.Match.Start).Select(word => word.Match.Term)], start, end) : null;
    }

    private bool IsLed(int rule, int start) => _leaders[rule] > 0 && start >= _leaders[rule] && start - _leaders[rule] <= LeaderReach;

    private static (TermMatch Match, int Sentence)[] Empty(int places)
    {
        var empty = new (TermMatch, int)[places];
        Array.Fill(empty, (default, -1));
        return empty;
    }

    private static bool Overlap((TermMatch Match, int Sentence)[] words)
    {
        for (var one = 0; one < words.Length; one++)
        {
            for (var other = one + 1; other < words.Length; other++)
            {
                if (words[one].Match.Start < words[other].Match.End && words[other].Match.Start < words[one].Match.End)
                    return true;
            }
        }

        return false;
    }
}
