using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Data.Tables;
using Notifier.Core.Entries;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Entries.Texts;
using Notifier.Core.Observations;
using Notifier.Entries.Lineages;

namespace Notifier.Entries;

/// <summary>An entry as a row of table Entries.</summary>
internal static class EntryRow
{
    // A property holds 32,768 characters; readers cut longer texts before.
    private const int LongestText = 32_000;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TableEntity Write(TakenEntry taken, EntrySource source) 
    {
        var row = Write(taken.Entry);
        (row["agency"], row["zone"], row["lineage"]) = (source.Agency, source.Zone, taken.Lineage);
        if (taken.Changes.Count > 0)
            row["changes"] = Fitting(JsonSerializer.Serialize(taken.Changes, Readable));
        return row;
    }

    private static TableEntity Write(Entry entry) => new(EntryKeys.Partition(entry.Published), EntryKeys.Row(entry))
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
        ["facts"] = Fitting(EntryFactsJson.Write(entry.Facts)),
        ["reader"] = EntryFacts.Version,
    };

    public static TakenEntry ReadTaken(TableEntity row) => new(Read(row), row.GetString("lineage"))
    {
        Changes = row.GetString("changes") is { } changes ? JsonSerializer.Deserialize<ClauseChange[]>(changes, Readable) ?? [] : [],
    };

    public static Entry Read(TableEntity row)
    {
        var entry = ReadTexts(row);
        entry = entry with { Lineage = row.GetString("lineage") };
        // Read by an earlier version of the reader, or too long to be kept.
        return row.GetInt32("reader") == EntryFacts.Version && row.GetString("facts") is { } facts
            ? entry with { Facts = EntryFactsJson.Read(facts) }
            : EntryFactsReader.Read(entry, row.GetString("agency"), TimeZoneInfo.TryFindSystemTimeZoneById(row.GetString("zone") ?? "", out var zone) ? zone : null);
    }

    private static Entry ReadTexts(TableEntity row) => new(
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

    /// <summary>What is cut is no JSON.</summary>
    private static string? Fitting(string json) => json.Length <= LongestText ? json : null;

    private static string Cut(string text) => TextCut.At(text, LongestText);

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
