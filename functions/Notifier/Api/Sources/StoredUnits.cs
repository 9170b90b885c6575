using Notifier.Api.Bodies;
using Notifier.Api.Problems;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Episodes;
using Notifier.Rules;
using Notifier.Sources;

namespace Notifier.Api.Sources;

/// <summary>
/// What is stored of a series stays in its unit and at its dates: a definition that names others would put both into one history,
/// and the change between them would be told as a change of the price. A limit in a unit keeps the unit of its series likewise.
/// </summary>
/// <remarks>
/// Values or a rule that are stored between this look and the saving of the definition are not seen: they lie in other tables, and
/// to judge units at each evaluation would cost every rule its reading anew. Saving the rule or the source again tells it.
/// </remarks>
internal sealed class StoredUnits(ShardCommits commits, SourceStore sources, RuleStore rules)
{
    public async Task<IReadOnlyList<ProblemError>> JudgeAsync(SourceDefinition definition, SourceDefinition? current, CancellationToken cancellation)
    {
        var before = current?.Series.ToDictionary(series => series.Id) ?? [];
        var changed = definition.Series.Index()
            .Where(each => before.GetValueOrDefault(each.Item.Id) is not { } known || (known.Unit, known.Frequency) != (each.Item.Unit, each.Item.Frequency)).ToList();
        if (changed.Count == 0)
            return [];
        var (stored, known) = (await StoredAsync(definition.Id, cancellation), (await rules.ReadAsync(cancellation)).Rules);
        var errors = new List<ProblemError>();
        foreach (var (index, series) in changed)
        {
            var place = JsonPointer.Append("/series", index);
            var values = stored.GetValueOrDefault(series.Id) ?? await ElsewhereAsync(series.Id, definition.Id, cancellation);
            if (values is not null && Unit(values, before) is { Length: > 0 } unit && unit != series.Unit)
                errors.Add(new(place + "/unit", $"The stored values of '{series.Id}' are in {unit} and are not converted. Give a series in another unit an id of its own.") { Code = FindingCodes.UnitMismatch.Word });
            else if (before.GetValueOrDefault(series.Id)?.Unit != series.Unit && Limit(known, series.ToSeries()) is { } limit)
                errors.Add(new(place + "/unit", limit) { Code = FindingCodes.UnitMismatch.Word });
            // Whoever posts says the dates; those of a source that is polled are read anew.
            if (values is not null && definition.Kind != SourceKind.Push && !PeriodText.DatesAlike(values.Frequency, series.Frequency))
                errors.Add(new(place + "/frequency", $"The stored values of '{series.Id}' are dated as {values.Frequency.ToString().ToLowerInvariant()} ones, and would stand beside the same ones at other dates. Give the series an id of its own.") { Code = "frequency-mismatch" });
        }

        return errors;
    }

    private async Task<Dictionary<string, Series>> StoredAsync(string source, CancellationToken cancellation) =>
        await commits.ReadAsync(source, cancellation).Where(state => state.Window.Count > 0).ToDictionaryAsync(state => state.Series.Id, state => state.Series, cancellationToken: cancellation);

    /// <summary>The series as the source that had it last has stored it; null where none has.</summary>
    private async Task<Series?> ElsewhereAsync(string series, string here, CancellationToken cancellation) =>
        await sources.ClaimantAsync(series, cancellation) is { } source && source != here && await commits.FindAsync(source, series, cancellation) is { Window.Count: > 0 } state
            ? state.Series
            : null;

    /// <summary>A unit that was never named may be named later, but once.</summary>
    private static string Unit(Series stored, Dictionary<string, SourceSeries> before) =>
        stored.Unit.Length > 0 ? stored.Unit : before.GetValueOrDefault(stored.Id)?.Unit ?? "";

    private static string? Limit(IReadOnlyList<StoredRule> rules, Series series) => rules.Select(stored => stored.Rule)
        .Where(rule => rule.AppliesTo(series.Id))
        .Select(rule => LimitUnits.Mismatch(rule, series) is { } found
            ? $"A limit of the rule '{rule.Id}' is in another unit: {found}. Delete the rule or write its limit without a unit first, or give a series in another unit an id of its own."
            : null)
        .FirstOrDefault(found => found is not null);
}
