namespace Notifier.Sources.Csv;

/// <summary>Tells a table that ends within a quoted cell: a quote was forgotten, or the table broke off.</summary>
internal static class CsvQuotes
{
    public static bool AreOpen(ReadOnlySpan<char> text, char delimiter)
    {
        var (begins, quoted) = (true, false);
        foreach (var letter in text)
        {
            // A doubled quote closes and opens again.
            if (letter == '"' && (quoted || begins))
                (begins, quoted) = (quoted, !quoted);
            else if (!quoted)
                begins = letter == delimiter || letter is '\r' or '\n' || (begins && letter == ' ');
        }

        return quoted;
    }
}
