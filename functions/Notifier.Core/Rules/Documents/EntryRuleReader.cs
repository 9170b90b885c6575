using Notifier.Core.Entries;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Entries.Topics;
using Notifier.Core.Observations;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Documents;

/// <summary>Reads a rule on single entries: <c>"on": "entry"</c>.</summary>
internal static class EntryRuleReader
{
    private const int MostBefore = 8;

    private static readonly IReadOnlyList<string> Topics = [.. TopicClassifier.Default.Topics.Select(topic => topic.Id)];

    public static Rule Read(Fields fields, RuleHeader header)
    {
        fields.TakeWord("on", ["entry"]);
        fields.Missing("match", "\"match\": { \"words\": [\"电池\"] }");
        fields.Missing("severity", "\"severity\": \"minor\"");
        if (header.Remind is not null)
            fields.Findings.Add(FindingCodes.MisplacedField, fields.OffsetOf("remind"), "'remind' belongs to a rule on a series: an entry is told once, so remove it");
        var severity = fields.TakeSeverity() ?? default;
        var before = TakeBefore(fields);
        var match = fields.Take<LocatedObject>("match", "an object { … }") is { } owner ? ReadMatch(new(owner, fields.Findings)) : new([], [], [], [], default);
        fields.RefuseRest(RuleFieldNames.Entry, RuleFieldNames.OutsideEntryRule);
        return new(header.Id, header.Title, [], [], Remind: null, Tick: null, Arm: false, header.Tags, match with { Severity = severity, Before = before }, Json: "") { Notes = header.Notes };
    }

    private static EntryMatch ReadMatch(Fields fields)
    {
        var topics = fields.TakeTexts("topics").Where(topic => fields.IsWord("topics", topic, Topics));
        var agencies = fields.TakeTexts("agencies");
        foreach (var agency in agencies.Where(agency => !Agencies.IsKnown(agency.Text.Value)))
            Doubt(fields, agency);
        var stages = fields.TakeTexts("stages").Where(stage => fields.IsWord("stages", stage, StageText.Words));
        var words = fields.TakeTexts("words").Where(words => HoldsWord(fields, words)).ToList();
        var match = new EntryMatch(Values(topics), Values(agencies), Values(stages), Values(words), default);
        fields.RefuseRest(RuleFieldNames.Match, RuleFieldNames.OutsideMatch);
        return match;
    }

    /// <summary>An empty list is a wish: no reminders.</summary>
    private static IReadOnlyList<TimeSpan> TakeBefore(Fields fields)
    {
        if (fields.Take("before") is not { } member)
            return EntryMatch.UsualBefore;
        var items = member.Value switch
        {
            LocatedArray list => list.Items,
            LocatedString single => [single],
            _ => null,
        };
        if (items is null)
            fields.WrongType(member, "a list of days, for example [\"30d\", \"7d\"], or [] for none");
        else if (items.Count > MostBefore)
            fields.Findings.Add(FindingCodes.InvalidDuration, member.Value.Offset, $"'before' takes at most {MostBefore} durations: remove some");
        return [.. (items ?? []).Take(MostBefore).Select(item => Days(fields, item)).OfType<TimeSpan>().Distinct().OrderDescending()];
    }

    private static TimeSpan? Days(Fields fields, LocatedValue item)
    {
        if (item is LocatedString text && DurationText.TryParse(text.Text.Value, out var duration) && duration.TotalDays is >= 1 and <= EntryMatch.LongestBefore && duration.Ticks % TimeSpan.TicksPerDay == 0)
            return duration;
        if (item is not LocatedFault)
            fields.Findings.Add(FindingCodes.InvalidDuration, item.Offset, "'before' takes whole days from 1d to 366d before a date, for example \"7d\"");
        return null;
    }

    /// <summary>It may be a source's id, or an author whom nobody knows here.</summary>
    private static void Doubt(Fields fields, LocatedString agency)
    {
        var hint = NearestName.Of(agency.Text.Value, Agencies.Names) is { } nearest ? $"did you mean '{nearest}'? As it stands," : "as it stands,";
        fields.Findings.Add(FindingCodes.UnknownAgency, agency.Offset, $"no agency {Quoted.Name(agency.Text.Value)} is known: {hint} it matches only a source of this id or an author of this name");
    }

    private static bool HoldsWord(Fields fields, LocatedString words)
    {
        if (!EntryWords.Parse(words.Text.Value).IsEmpty)
        {
            if (EntryWords.EmptyAlternative(words.Text.Value) is not (>= 0 and var place))
                return true;
            fields.Findings.Add(FindingCodes.InvalidText, words.Text.OffsetAt(place), $"{Quoted.Name(words.Text.Value)} has a '|' with nothing beside it: write the word that is missing, or remove the '|'");
            return false;
        }

        fields.Findings.Add(FindingCodes.InvalidText, words.Offset, $"{Quoted.Name(words.Text.Value)} holds no word to look for: write one, or several with '|' between them");
        return false;
    }

    private static IReadOnlyList<string> Values(IEnumerable<LocatedString> texts) => [.. texts.Select(text => text.Text.Value).Distinct()];
}
