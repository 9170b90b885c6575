using System.Text.Json;
using Azure.Data.Tables;
using Notifier.Core.Entries;
using Notifier.Core.Observations;

namespace Notifier.Entries;

/// <summary>An entry as a row of table Entries.</summary>
internal static class EntryRow
{
    // A property holds 32,768 characters; readers cut longer texts before.
    private const int LongestText = 32_000;

    public static TableEntity Write(Entry entry) => new(EntryKeys.Partition(entry.Published), EntryKeys.Row(entry))
    {
        ["source"] = entry.Source,
        ["id"] = Cut(entry.Id),
        ["title"] = Cut(entry.Title),
        ["link"] = entry.Link is { } link ? Cut(link) : null,
        ["summary"] = Cut(entry.Summary),
        ["content"] = Cut(entry.Content),
        ["published"] = entry.Published.ToString(),
        ["updated"] = entry.Updated?.ToString(),
        ["authors"] = Cut(JsonSerializer.Serialize(entry.Authors.Take(20))),
        ["categories"] = Cut(JsonSerializer.Serialize(entry.Categories.Take(50))),
    };

    public static Entry Read(TableEntity row) => new(
        row.GetString("source")!,
        row.GetString("id")!,
        row.GetString("title")!,
        row.GetString("link"),
        row.GetString("summary")!,
        row.GetString("content")!,
        Period.Parse(row.GetString("published")!),
        row.GetString("updated") is { } updated ? Period.Parse(updated) : null,
        List(row.GetString("authors")),
        List(row.GetString("categories")));

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];

    private static string[] List(string? json)
    {
        try
        {
            return json is null ? [] : JsonSerializer.Deserialize<string[]>(json) ?? [];
        }
        catch (JsonException)
        {
            // A list that was cut; the entry is worth more than its categories.
            return [];
        }
    }
}
