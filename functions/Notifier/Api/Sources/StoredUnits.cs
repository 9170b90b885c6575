using Notifier.Api.Bodies;
using Notifier.Api.Problems;
using Notifier.Episodes;
using Notifier.Sources;

namespace Notifier.Api.Sources;

/// <summary>
/// What is stored of a series stays in its unit: a definition that names another would put both into one history, and the
/// change between them would be told as a change of the price.
/// </summary>
internal sealed class StoredUnits(ShardCommits commits)
{
    public async Task<IReadOnlyList<ProblemError>> JudgeAsync(SourceDefinition definition, SourceDefinition? current, CancellationToken cancellation)
    {
        if (current is not null && definition.Series.All(series => Unit(current, series.Id) is not { } unit || unit == series.Unit))
            return [];
        var errors = new List<ProblemError>();
        await foreach (var state in commits.ReadAsync(definition.Id, cancellation))
        {
            // A unit that was never named may be named later.
            var index = definition.Series.ToList().FindIndex(series => series.Id == state.Series.Id);
            if (index >= 0 && state.Window.Count > 0 && state.Series.Unit.Length > 0 && state.Series.Unit != definition.Series[index].Unit)
                errors.Add(Mixed(index, state.Series.Id, state.Series.Unit));
        }

        return errors;
    }

    private static string? Unit(SourceDefinition definition, string series) => definition.Series.FirstOrDefault(one => one.Id == series)?.Unit;

    private static ProblemError Mixed(int index, string series, string unit) =>
        new(JsonPointer.Append("/series", index) + "/unit", $"The stored values of '{series}' are in {unit} and are not converted. Give a series in another unit an id of its own.") { Code = "unit-mismatch" };
}
