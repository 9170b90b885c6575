using Notifier.Core.Rules;

namespace Notifier.Rules;

/// <summary>
/// The rules that come with the program, each with its measured scores in its notes. None of them is switched on: a rule is taken
/// over by saving it, for the series that it is to watch.
/// </summary>
internal static class RulePack
{
    private const string Prefix = "rules/";

    /// <summary>By id.</summary>
    public static IReadOnlyList<PackedRule> All { get; } =
        [.. typeof(RulePack).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

    private static PackedRule Read(string name)
    {
        using var resource = typeof(RulePack).Assembly.GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        return new(RuleDocument.Parse(content.ToArray()).Rules.Single(), content.ToArray());
    }
}

/// <param name="File">The file as it is read by people: UTF-8.</param>
internal sealed record PackedRule(Rule Rule, byte[] File);
