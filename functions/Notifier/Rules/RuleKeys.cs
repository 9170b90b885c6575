namespace Notifier.Rules;

/// <summary>The keys of table Rules: one partition, a row for each rule by its id, and row <c>~number</c>.</summary>
internal static class RuleKeys
{
    public const string Partition = "rules";

    /// <summary>No id begins with '~', and all sort before it.</summary>
    public const string Number = "~number";
}
