namespace Notifier.Core.Rules;

/// <summary>A kind of finding. The word is part of the contract with scripts and editors: it never changes its meaning.</summary>
/// <param name="Word">Kebab case, for example <c>unknown-indicator</c>.</param>
/// <param name="Meaning">What is wrong, as a sentence without a full stop.</param>
/// <param name="Fix">What to write instead.</param>
public sealed record FindingCode(string Word, FindingLevel Level, string Meaning, string Fix);
