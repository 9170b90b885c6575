namespace Notifier.Core.Rules;

/// <summary>The known name that a misspelt one probably meant, by edit distance (Damerau–Levenshtein with adjacent transpositions).</summary>
public static class NearestName
{
    // Longer ones are no misspellings, and the distance costs the product of both lengths.
    private const int MaximumLength = 40;

    /// <returns>Null where nothing is near: more than a third of the letters differ.</returns>
    public static string? Of(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > MaximumLength)
            return null;
        var lower = name.ToLowerInvariant();
        var nearest = known.Select(candidate => (Candidate: candidate, Distance: Distance(lower, candidate.ToLowerInvariant())))
            .Where(pair => pair.Distance <= Math.Max(1, Math.Max(lower.Length, pair.Candidate.Length) / 3))
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.Candidate;
    }

    private static int Distance(string left, string right)
    {
        var (beforeLast, last, row) = (new int[right.Length + 1], new int[right.Length + 1], new int[right.Length + 1]);
        for (var column = 0; column <= right.Length; column++)
            last[column] = column;
        for (var line = 1; line <= left.Length; line++)
        {
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var cost = left[line - 1] == right[column - 1] ? 0 : 1;
                row[column] = Math.Min(Math.Min(row[column - 1], last[column]) + 1, last[column - 1] + cost);
                if (line > 1 && column > 1 && left[line - 1] == right[column - 2] && left[line - 2] == right[column - 1])
                    row[column] = Math.Min(row[column], beforeLast[column - 2] + 1);
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[right.Length];
    }
}
