using Notifier.Rules;
using Notifier.Sources;

namespace Notifier.Subscriptions;

/// <summary>
/// Whether there are the rules and series that a subscription names: whoever misspells one would wait for a warning that never
/// comes. An entry's warning names its source in the place of a series.
/// </summary>
internal sealed class MatchCheck(RuleStore rules, SourceStore sources)
{
    public async Task<IReadOnlyList<RequestProblem>> JudgeAsync(MatchRequest? match, CancellationToken cancellation)
    {
        var problems = new List<RequestProblem>();
        if (match?.Rules is { Count: > 0 } named)
        {
            var known = (await rules.ReadAsync(cancellation)).Rules.Select(stored => stored.Rule.Id).ToHashSet(StringComparer.Ordinal);
            problems.AddRange(named.Index().Where(rule => !known.Contains(rule.Item)).Select(rule => new RequestProblem($"/match/rules/{rule.Index}", "there is no rule of this id")));
        }

        foreach (var (index, id) in (match?.Series ?? []).Index())
        {
            if ((await sources.FindSeriesAsync(id, cancellation)).Series is null && await sources.FindAsync(id, cancellation) is null)
                problems.Add(new RequestProblem($"/match/series/{index}", "there is no series of this id"));
        }

        return problems;
    }
}
