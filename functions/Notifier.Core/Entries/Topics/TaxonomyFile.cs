using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notifier.Core.Entries.Topics;

/// <summary>taxonomy.json as it is written; <c>@name</c> in a list of words stands for the group of that name.</summary>
internal sealed record TaxonomyFile(
    Dictionary<string, string[]> Groups,
    string[] Context,
    string[] Foreign,
    string[] Blocking,
    TaxonomyTopic[] Topics)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <exception cref="JsonException">It has another shape.</exception>
    public static TaxonomyFile Read(Stream json) =>
        JsonSerializer.Deserialize<TaxonomyFile>(json, Options) ?? throw new JsonException("The taxonomy is null.");

    /// <exception cref="JsonException">There is no such group.</exception>
    public IEnumerable<string> Words(IEnumerable<string> written) =>
        written.SelectMany(word => !word.StartsWith('@') ? [word]
            : Groups.TryGetValue(word[1..], out var group) ? Words(group)
            : throw new JsonException($"The taxonomy has no group '{word[1..]}'."));
}

/// <param name="Terms">By language; each of them alone is enough.</param>
/// <param name="InContext">Terms that are enough where a word of the context stands nearby.</param>
/// <param name="WeakTerms">Terms that add to a score.</param>
/// <param name="Negative">A sentence with one of these says nothing about the topic.</param>
/// <param name="Blocking">Longer words that contain a term by chance.</param>
internal sealed record TaxonomyTopic(
    string Id,
    string? Parent,
    Dictionary<string, string> Name,
    string Description,
    string DefaultSeverity,
    Dictionary<string, string[]> Terms,
    string[]? InContext,
    string[]? WeakTerms,
    TaxonomyCooccurrence[]? Cooccurrence,
    string[]? Negative,
    string[]? Blocking);

/// <summary>Words that mean the topic where one of each stands in one sentence.</summary>
/// <param name="All">For each place a word, a group, or a list of them.</param>
/// <param name="Window">The most characters between the first word and the last.</param>
/// <param name="Unless">Words that must not stand between them.</param>
/// <param name="NotBehind">Words that must not stand directly before them: of "exports of lithium carbonate rose" no price is told.</param>
internal sealed record TaxonomyCooccurrence(JsonElement[] All, int Window, string[]? Unless, string[]? NotBehind)
{
    public IEnumerable<IEnumerable<string>> Places => All.Select(place =>
        place.ValueKind == JsonValueKind.Array ? place.EnumerateArray().Select(word => word.GetString()!) : [place.GetString()!]);
}
