using Microsoft.AspNetCore.Http;
using Notifier.Api.Bodies;
using Notifier.Api.Problems;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Sources;

namespace Notifier.Api.Rules;

/// <summary>Reads one rule from a body: every finding with its place, judged against the series that there are.</summary>
internal sealed class RuleReader(SourceStore sources)
{
    /// <param name="id">The id in the address; null where the address names none.</param>
    public async Task<(Rule? Rule, Problem? Problem)> ReadAsync(HttpRequest request, string? id, CancellationToken cancellation)
    {
        var (text, problem) = await JsonBody.ReadTextAsync(request);
        if (problem is not null)
            return (null, problem);
        var series = await SeriesAsync(cancellation);
        var document = RuleDocument.Parse(text.Span, known => series.GetValueOrDefault(known)?.Unit, known => series.GetValueOrDefault(known)?.Frequency);
        var errors = Errors(text.Span, document.Findings);
        if (errors.Count == 0)
            errors = Others(text.Span, document.Rules, id, series.Values);
        return errors.Count == 0
            ? (document.Rules[0], null)
            : (null, new Problem(ProblemKind.InvalidRule, Problem.Summary(errors)) { Errors = errors });
    }

    /// <summary>Every series of every source, by id.</summary>
    public async Task<Dictionary<string, Series>> SeriesAsync(CancellationToken cancellation) =>
        (await sources.ListAsync(cancellation)).SelectMany(source => source.Definition.Series).ToDictionary(series => series.Id, series => series.ToSeries());

    private static List<ProblemError> Errors(ReadOnlySpan<byte> text, IReadOnlyList<Finding> findings)
    {
        if (!findings.Any(finding => finding.Level == FindingLevel.Error))
            return [];
        var places = JsonPlaces.Of(text);
        return [.. findings.Where(finding => finding.Level == FindingLevel.Error).Select(finding =>
            new ProblemError(places.Fault is null ? places.PointerAt(finding.Line, finding.Column) : "", finding.Message) { Code = finding.Code, Line = finding.Line, Column = finding.Column })];
    }

    /// <summary>What the language itself cannot know: the address, and what a series row can keep.</summary>
    private static List<ProblemError> Others(ReadOnlySpan<byte> text, IReadOnlyList<Rule> rules, string? id, IEnumerable<Series> series)
    {
        if (rules.Count != 1 || text.TrimStart(" \t\r\n"u8)[0] == '[')
            return [new("", "Send one rule, as an object.") { Code = "wrong-type", Line = 1, Column = 1 }];
        var rule = rules[0];
        if (id is not null && rule.Id != id)
            return [JsonPlaces.Of(text).Place(new("/id", $"The address says '{id}'.") { Code = "invalid-value" })];
        foreach (var each in series.Where(each => rule.AppliesTo(each.Id)))
        {
            if (WindowBound.Needed(rule, each) is var needed && needed > WindowBound.Points)
                return [JsonPlaces.Of(text).Place(new("", $"On '{each.Id}' the rule needs {needed} observations at hand; a series keeps {WindowBound.Points}. Use a shorter window.") { Code = "window-too-long" })];
        }

        // The language has judged the series that it names; those behind a '*' are known here.
        var mixed = series.Where(each => rule.AppliesTo(each.Id)).DistinctBy(each => each.Unit).Select(each => LimitUnits.Mismatch(rule, each)).FirstOrDefault(found => found is not null);
        return mixed is null ? [] : [JsonPlaces.Of(text).Place(new("/series", $"A limit is in another unit: {mixed}. Write one rule per unit.") { Code = FindingCodes.UnitMismatch.Word })];
    }
}
