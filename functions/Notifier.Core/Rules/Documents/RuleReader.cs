using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Documents;

/// <summary>Reads the rules of a document: one object or a list.</summary>
internal sealed class RuleReader(FindingLog findings, IReadOnlyList<IndicatorSyntax> catalog, Func<string, string?>? seriesUnit, Func<string, Frequency?>? seriesFrequency)
{
    // A property of a table row holds 64 KiB of UTF-16.
    private const int MaximumLength = 30_000;

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly SeriesRuleReader _seriesRules = new(catalog, seriesUnit, seriesFrequency);

    public IReadOnlyList<Rule> Read(LocatedValue document)
    {
        var values = document is LocatedArray list ? list.Items : [document];
        return [.. values.Select(ReadRule).OfType<Rule>()];
    }

    private Rule? ReadRule(LocatedValue value)
    {
        if (value is not LocatedObject owner)
        {
            if (value is not LocatedFault)
                findings.Add(FindingCodes.WrongType, value.Offset, $"a rule is an object {{ … }}, not {value.Kind}");
            return null;
        }

        var (before, fields) = (findings.Errors, new Fields(owner, findings));
        var header = ReadHeader(fields);
        var rule = fields.Has("on") ? EntryRuleReader.Read(fields, header) : _seriesRules.Read(fields, header);
        return findings.Errors > before || rule is null ? null : WithJson(rule, owner.Offset);
    }

    private RuleHeader ReadHeader(Fields fields)
    {
        var id = ReadId(fields);
        return new(
            id,
            fields.TakeTitle("title") ?? id,
            fields.TakeDuration("remind"),
            [.. fields.TakeTexts("tags").Select(tag => tag.Text.Value).Distinct()],
            [.. fields.TakeTexts("notes", FieldTexts.NoteLength).Select(note => note.Text.Value)]);
    }

    private string ReadId(Fields fields)
    {
        fields.Missing("id", "\"id\": \"lithium-carbonate-surge\"");
        if (fields.Take<LocatedString>("id", "a text") is not { } id)
            return "";
        if (!Identifier.IsValid(id.Text.Value))
            findings.Add(FindingCodes.InvalidId, id.Offset, $"{Quoted.Name(id.Text.Value)} is no id: write {Identifier.Form}");
        else if (!_ids.Add(id.Text.Value))
            findings.Add(FindingCodes.DuplicateRule, id.Offset, $"a rule with the id '{id.Text.Value}' stands above: give this one another id");
        return id.Text.Value;
    }

    private Rule? WithJson(Rule rule, int offset)
    {
        var json = RuleJson.Write(rule);
        if (json.Length <= MaximumLength)
            return new(rule.Id, rule.Title, rule.Series, rule.Ladder, rule.Remind, rule.Tick, rule.Arm, rule.Tags, rule.Entry, json) { Notes = rule.Notes };
        findings.Add(FindingCodes.RuleTooLarge, offset, $"written out in full this rule has {json.Length} characters, and {MaximumLength} can be stored: split it into several rules");
        return null;
    }
}

/// <summary>What every kind of rule has.</summary>
internal sealed record RuleHeader(string Id, string Title, TimeSpan? Remind, IReadOnlyList<string> Tags, IReadOnlyList<string> Notes);
