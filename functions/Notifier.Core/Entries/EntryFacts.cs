using Notifier.Core.Entries.Dates;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Entries.Quantities;

namespace Notifier.Core.Entries;

/// <summary>
/// What was read from the texts of an entry, each with the sentence that says so. It follows from the texts alone: reading them
/// again, with a later version of the reader too, is no change of the entry and tells nobody anything.
/// </summary>
/// <param name="Topics">What it is about, the strongest first.</param>
/// <param name="Quantities">Numbers with their meaning, in the order of the text.</param>
/// <param name="Agencies">Who announces it: the agency of the source, the bylines, and those that the title names.</param>
/// <param name="Stage">How far the measure is; null where the entry announces none.</param>
/// <param name="Dates">Deadlines, and from when and until when it is in force.</param>
public sealed record EntryFacts(
    IReadOnlyList<EntryTopic> Topics,
    IReadOnlyList<Quantity> Quantities,
    IReadOnlyList<string> Agencies,
    Stage? Stage,
    IReadOnlyList<EntryDate> Dates)
{
    /// <summary>Of the reader: what was stored by another one is read again from the texts.</summary>
    public const int Version = 1;

    public static EntryFacts None { get; } = new([], [], [], null, []);

    public bool IsAbout(string topic) => Topics.Any(found => found.Id == topic);
}

/// <param name="Score">At least 1: how much of the text is about it.</param>
/// <param name="Terms">The words that were found.</param>
/// <param name="Sentence">Where the first of them stands, of the text before the title.</param>
public sealed record EntryTopic(string Id, double Score, IReadOnlyList<string> Terms, string Sentence);

/// <summary>A day that the entry names, or counts from its publication.</summary>
/// <param name="Sentence">Where it stands.</param>
public sealed record EntryDate(PolicyDateKind Kind, DateOnly Date, string Sentence);
