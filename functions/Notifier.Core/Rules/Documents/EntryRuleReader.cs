using Notifier.Core.Entries;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Documents;

/// <summary>Reads a rule on single entries: <c>"on": "entry"</c>.</summary>
internal static class EntryRuleReader
{
    private static readonly IReadOnlyList<string> Stages = ["draft", "comment", "final", "effective", "amended", "repealed"];

    public static Rule Read(Fields fields, RuleHeader header)
    {
        fields.TakeWord("on", ["entry"]);
        fields.Missing("match", "\"match\": { \"words\": [\"电池\"] }");
        fields.Missing("severity", "\"severity\": \"minor\"");
        if (header.Remind is not null)
            fields.Findings.Add(FindingCodes.MisplacedField, fields.OffsetOf("remind"), "'remind' belongs to a rule on a series: an entry is told once, so remove it");
        var severity = fields.TakeSeverity() ?? default;
        var match = fields.Take<LocatedObject>("match", "an object { … }") is { } owner ? ReadMatch(new(owner, fields.Findings)) : new([], [], [], [], default);
        fields.RefuseRest(RuleFieldNames.Entry, RuleFieldNames.OutsideEntryRule);
        return new(header.Id, header.Title, [], [], Remind: null, Tick: null, Arm: false, header.Tags, match with { Severity = severity }, Json: "") { Notes = header.Notes };
    }

    private static EntryMatch ReadMatch(Fields fields)
    {
        RefuseUnread(fields, "topics");
        RefuseUnread(fields, "stages");
        var topics = fields.TakeTexts("topics");
        var agencies = fields.TakeTexts("agencies");
        var stages = fields.TakeTexts("stages").Where(stage => fields.IsWord("stages", stage, Stages));
        var words = fields.TakeTexts("words").Where(words => HoldsWord(fields, words)).ToList();
        var match = new EntryMatch(Values(topics), Values(agencies), Values(stages), Values(words), default);
        fields.RefuseRest(RuleFieldNames.Match, RuleFieldNames.OutsideMatch);
        return match;
    }

    /// <summary>Nothing reads them from texts yet: the rule would never tell, and nobody would know.</summary>
    private static void RefuseUnread(Fields fields, string name)
    {
        if (fields.Has(name))
            fields.Findings.Add(FindingCodes.NotReadYet, fields.OffsetOf(name), $"'{name}' are not read from entries yet, so that this rule would never tell: look for 'words' instead");
    }

    private static bool HoldsWord(Fields fields, LocatedString words)
    {
        if (!EntryWords.Parse(words.Text.Value).IsEmpty)
            return true;
        fields.Findings.Add(FindingCodes.InvalidText, words.Offset, $"{Quoted.Name(words.Text.Value)} holds no word to look for: write one, or several with '|' between them");
        return false;
    }

    private static IReadOnlyList<string> Values(IEnumerable<LocatedString> texts) => [.. texts.Select(text => text.Text.Value).Distinct()];
}
