using System.Text;
using Notifier.Core.Entries;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>One measure as its entries come in, and what is told of it.</summary>
internal sealed class Measures(params string[] rules)
{
    public const string Name = "《汽车产业投资管理规定》";

    private readonly Dictionary<string, Entry> _known = [];

    public IReadOnlyList<Rule> Rules { get; private set; } = [.. rules.Select(Parse)];

    public Lineage? Lineage { get; private set; }

    public List<Warning> Told { get; } = [];

    /// <summary>What was told, as <c>rule kind day</c>.</summary>
    public IEnumerable<string> Lines => Told.Select(warning => $"{warning.Rule} {warning.Kind} {warning.Period.Date:yyyy-MM-dd}");

    public Measures Take(string id, string title, string day, string content = "", string source = "ndrc", bool silent = false, string? today = null)
    {
        var entry = Entry(id, title, day, content, source);
        var lineage = Lineage ?? Notifier.Core.Entries.Lineages.Lineage.Of(entry, "Asia/Shanghai");
        Assert.True(Lineage is null || LineageFit.GoesOn(lineage, entry, LineageKeyKind.Name), $"{title} begins a measure of its own");
        var commit = LineageCommit.Take(lineage, entry, _known.ContainsKey($"{source}/{id}"), _known.GetValueOrDefault($"{source}/{id}"), Rules, silent, DateOnly.Parse(today ?? day, System.Globalization.CultureInfo.InvariantCulture), [.. _known.Values]);
        _known[$"{source}/{id}"] = entry;
        Lineage = commit.Lineage;
        Told.AddRange(commit.Warnings);
        return this;
    }

    /// <summary>A morning, the first one since the day before.</summary>
    public Measures On(string day)
    {
        var today = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        return Tell(LineageCalendar.Run(Lineage!, Rules, today, today, [.. _known.Values]));
    }

    /// <summary>From now on these rules are there, and no others.</summary>
    public Measures Rule(params string[] rules)
    {
        Rules = [.. rules.Select(Parse)];
        return this;
    }

    public Measures Remove(string day) => Tell(LineageRemoval.Run(Lineage!, Rules, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    private Measures Tell(LineageCommit commit)
    {
        Lineage = commit.Lineage;
        Told.AddRange(commit.Warnings);
        return this;
    }

    public static Entry Entry(string id, string title, string day, string content = "", string source = "ndrc") =>
        EntryFactsReader.Read(new(source, id, title, $"https://example.org/{source}/{id}", "", content, Period.Parse(day), null, [], []), "NDRC");

    private static Rule Parse(string text)
    {
        var document = RuleDocument.Parse(Encoding.UTF8.GetBytes(text));
        Assert.False(document.HasErrors, string.Join(' ', document.Findings));
        return document.Rules.Single();
    }
}
