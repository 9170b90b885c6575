using System.Globalization;
using System.Text;
using Notifier.Core.Entries;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>Many measures as their entries come in from many sources, found by their keys as the store finds them.</summary>
internal sealed class MeasureBook
{
    private readonly Dictionary<string, string> _keys = [];
    private readonly Dictionary<string, Entry> _known = [];
    private readonly IReadOnlyList<Rule> _rules;

    public MeasureBook(string rule = """{ "id": "all", "on": "entry", "match": {}, "severity": "minor" }""") =>
        _rules = RuleDocument.Parse(Encoding.UTF8.GetBytes(rule)).Rules;

    public Dictionary<string, Lineage> Measures { get; } = [];

    /// <summary>Which measure an entry is of, by source and id.</summary>
    public Dictionary<string, string> Of { get; } = [];

    public List<Warning> Told { get; } = [];

    /// <summary>What was told, as <c>kind entry</c>.</summary>
    public IEnumerable<string> Lines => Told.Select(warning => $"{warning.Kind} {warning.Entry!.Id}");

    public MeasureBook Take(string source, string id, string title, string day, string content = "", string? agency = "NDRC", string? link = null, params string[] categories) =>
        Take(Entry(source, id, title, day, content, agency, link, categories));

    public MeasureBook Take(Entry entry)
    {
        var acted = LineageTargets.Of(entry).Select(target => (target.Entry, Found: Find(target.Entry, target.Keys))).Where(target => target.Found is not null).ToList();
        foreach (var (target, found) in acted)
            Commit(found!, target);
        if (acted.Count == 0)
            TakeOne(entry);
        _known[Name(entry)] = entry;
        return this;
    }

    public MeasureBook On(string day)
    {
        foreach (var (id, lineage) in Measures.ToList())
        {
            var commit = LineageCalendar.Run(lineage, _rules, DateOnly.Parse(day, CultureInfo.InvariantCulture));
            Measures[id] = commit.Lineage;
            Told.AddRange(commit.Warnings);
        }

        return this;
    }

    public static Entry Entry(
        string source, string id, string title, string day, string content = "", string? agency = "NDRC", string? link = null, params string[] categories) =>
        EntryFactsReader.Read(new(source, id, title, link ?? $"https://{source}.example.org/{id}", "", content, Period.Parse(day), null, [], categories), agency);

    /// <summary>Whether the second of two entries is taken for the measure of the first.</summary>
    public static bool AreOne(Entry first, Entry second)
    {
        var book = new MeasureBook().Take(first).Take(second);
        return book.Of[Name(first)] == book.Of[Name(second)];
    }

    private void TakeOne(Entry entry)
    {
        var keys = LineageKeys.Of(entry);
        var id = Of.GetValueOrDefault(Name(entry)) ?? Find(entry, keys) ?? Lineage.IdOf(entry);
        Measures.TryAdd(id, Lineage.Of(entry, "UTC") with { Id = id });
        Commit(id, entry);
        foreach (var key in keys.Where(key => !_keys.ContainsKey(key.Text) || LineageFit.Leads(entry, key.Kind)))
            _keys[key.Text] = id;
    }

    private string? Find(Entry entry, IReadOnlyList<LineageKey> keys) => keys
        .Where(key => _keys.TryGetValue(key.Text, out var id) && LineageFit.GoesOn(Measures[id], entry, key.Kind))
        .Select(key => _keys[key.Text]).FirstOrDefault();

    private void Commit(string id, Entry entry)
    {
        var known = _known.GetValueOrDefault(Name(entry));
        var commit = LineageCommit.Take(Measures[id], entry, known is not null, known, _rules, false, entry.Published.Date);
        Measures[id] = commit.Lineage;
        Told.AddRange(commit.Warnings);
        Of[Name(entry)] = id;
    }

    private static string Name(Entry entry) => $"{entry.Source}/{entry.Id}";
}
