namespace Notifier.Sources.Items;

/// <summary>The parts of an entry that a definition maps, by name, and what is wrong with them.</summary>
internal static class EntryMapping
{
    public static IEnumerable<(string Name, string Text)> Parts(EntryFields fields)
    {
        var all = new (string Name, string? Text)[]
        {
            ("title", fields.Title), ("link", fields.Link), ("date", fields.Date), ("id", fields.Id), ("updated", fields.Updated), ("summary", fields.Summary),
            ("content", fields.Content), ("authors", fields.Authors), ("categories", fields.Categories), ("stage", fields.Stage),
        };
        return all.Where(part => part.Text is not null).Select(part => (part.Name, part.Text!));
    }

    /// <summary>What is wrong, as (JSON pointer, message), for a kind that can bring entries or observations.</summary>
    /// <param name="problem">What is wrong with the text of one field; null where nothing is.</param>
    public static IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition, Func<string, string?> problem)
    {
        if (definition.Entries is null == (definition.Series.Count == 0))
        {
            yield return definition.Entries is null
                ? ("/series", "say what it brings: 'series', each with 'id', 'date' and 'value', or 'entries' with 'title', 'link' and 'date'")
                : ("/entries", "a source brings entries or observations: leave 'entries' or 'series' out");
        }

        if (definition.Pages is < 1 or > SourceDefinition.MostPages)
            yield return ("/pages", $"give a number from 1 to {SourceDefinition.MostPages}");
        if (definition.Entries is { } fields)
        {
            foreach (var found in Fields(fields, problem))
                yield return found;
        }

        for (var index = 0; index < definition.Series.Count; index++)
        {
            foreach (var (name, text) in new[] { ("date", definition.Series[index].Date), ("value", definition.Series[index].Value) })
            {
                if ((text is null ? $"'{name}' is missing: its place within an item" : problem(text)) is { } wrong)
                    yield return ($"/series/{index}/{name}", wrong);
            }
        }
    }

    private static IEnumerable<(string Pointer, string Message)> Fields(EntryFields fields, Func<string, string?> problem)
    {
        if (fields.Title is null && fields.Link is null)
            yield return ("/entries/title", "say where the title of an entry stands, or at least its 'link'");
        if (fields.Base is { } address && (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")))
            yield return ("/entries/base", "this is not an address: write it whole, beginning with https:// or http://");
        foreach (var (name, text) in Parts(fields))
        {
            if (problem(text) is { } wrong)
                yield return ($"/entries/{name}", wrong);
        }
    }
}
