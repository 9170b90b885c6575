using Notifier.Core.Warnings;

namespace Notifier.Core.Entries.Topics;

/// <summary>What an entry can be about.</summary>
/// <param name="Id">Lower case with <c>_</c>, for example <c>price_stabilization</c>; rules and subscriptions name it.</param>
/// <param name="Names">By language: <c>en</c>, <c>zh-Hans</c>, <c>zh-Hant</c>.</param>
public sealed record Topic(string Id, string? Parent, IReadOnlyDictionary<string, string> Names, string Description, Severity DefaultSeverity);

/// <summary>A topic that was found in a text.</summary>
/// <param name="Score">1 for each different strong term, 0.3 for each weak one; 1.5 times as much in the title.</param>
/// <param name="Terms">What it was found by, in the order of the text, title first; each term once.</param>
public sealed record TopicHit(string Topic, double Score, IReadOnlyList<TermHit> Terms);

/// <summary>A term as it stands in the text.</summary>
/// <param name="Term">As the taxonomy writes it; words that count together are joined with <c> + </c>.</param>
/// <param name="Start">In UTF-16 units of the original title or text.</param>
/// <param name="Sentence">As written; of a very long one what stands around the term.</param>
public sealed record TermHit(string Term, int Start, int Length, string Sentence, bool InTitle);
