using Notifier.Api.Bodies;
using Notifier.Api.Problems;
using Notifier.Core.Observations.Derived;
using Notifier.Core.Observations.Units;
using Notifier.Sources;

namespace Notifier.Api.Sources;

/// <summary>Whether the formulas of a derived source name series that there are, in units that fit, and no circle.</summary>
internal sealed class DerivedCheck(SourceStore sources)
{
    /// <param name="definition">Right in itself: its formulas can be read.</param>
    public async Task<IReadOnlyList<ProblemError>> JudgeAsync(SourceDefinition definition, CancellationToken cancellation)
    {
        if (definition.Kind != SourceKind.Derived)
            return [];
        var known = (await sources.ListAsync(cancellation)).Where(source => source.Definition.Id != definition.Id).Select(source => source.Definition).Append(definition)
            .SelectMany(source => source.Series).DistinctBy(series => series.Id).ToDictionary(series => series.Id, StringComparer.Ordinal);
        var errors = new List<ProblemError>();
        for (var index = 0; index < definition.Series.Count; index++)
        {
            if (Judge(definition.Series[index], known) is { } problem)
                errors.Add(new($"{JsonPointer.Append("/series", index)}/formula", problem) { Code = "invalid-value" });
        }

        return errors;
    }

    private static string? Judge(SourceSeries series, Dictionary<string, SourceSeries> known)
    {
        var formula = FormulaParser.Parse(series.Formula!);
        if (formula.SeriesIds.FirstOrDefault(id => !known.ContainsKey(id)) is { } missing)
            return $"No source has a series '{missing}'. Correct the id, or add its source first.";
        if (Circle(series.Id, known) is { } circle)
            return $"It follows from itself: {circle}.";
        try
        {
            Derivation.Conversion(formula, series.Unit, id => MeasuredUnit.Parse(known[id].Unit));
            return null;
        }
        catch (FormulaException problem)
        {
            return $"The units do not fit: {problem.Message}.";
        }
    }

    /// <returns><c>a → b → a</c>; null where there is none.</returns>
    private static string? Circle(string start, Dictionary<string, SourceSeries> known)
    {
        var paths = new Stack<IReadOnlyList<string>>([[start]]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (paths.TryPop(out var path))
        {
            foreach (var next in known.GetValueOrDefault(path[^1])?.Formula is { } text ? FormulaParser.Parse(text).SeriesIds : [])
            {
                if (next == start)
                    return string.Join(" → ", path.Append(start));
                if (seen.Add(next))
                    paths.Push([.. path, next]);
            }
        }

        return null;
    }
}
