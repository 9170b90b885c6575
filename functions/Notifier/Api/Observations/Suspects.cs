using Microsoft.AspNetCore.Http;
using Notifier.Api.Bodies;
using Notifier.Api.Paging;
using Notifier.Api.Problems;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Quality;
using Notifier.Episodes;
using Notifier.Observations;
using Notifier.Sources;
using Notifier.Sources.Derived;

namespace Notifier.Api.Observations;

/// <summary>Values that the quality checks put aside: shown, and confirmed or rejected by a person.</summary>
internal static class Suspects
{
    private const string Confirm = "confirm";
    private const string Reject = "reject";

    private const string Held = "held";
    private const string Confirmed = "confirmed";
    private const string Corrected = "corrected";
    private const string Rejected = "rejected";

    public static async Task<IResult> ListAsync(string id, HttpRequest request, SourceStore store, ObservationStore observations, ShardCommits commits, CancellationToken cancellation)
    {
        var list = $"suspects {id}";
        var (page, problem) = PageRequest.Read(request, list);
        var (from, to, wrong) = PeriodRange.Read(request);
        if ((problem ?? wrong) is { } refused)
            return refused;
        if (await store.FindSeriesAsync(id, cancellation) is not ({ } source, _))
            return Problem.NotFound("such series");
        var held = (await commits.FindAsync(source.Definition.Id, id, cancellation))?.Suspects ?? [];
        var found = await observations.ReadSuspectsAsync(id, from, to, cancellation).Where(one => string.CompareOrdinal(Key(one.Suspect), page.After) > 0)
            .Take(page.Limit + 1).ToListAsync(cancellation);
        var items = new List<SuspectView>();
        foreach (var (suspect, when) in found.Take(page.Limit))
            items.Add(new(suspect.Period, suspect.Observation.Value, suspect.Kind.Word(), suspect.Detail, when, await StateAsync(id, suspect, held, observations, cancellation)));
        return Answer.Json(new Page<SuspectView>(items, PageRequest.Next(list, items.Count == 0 ? null : Key(found[items.Count - 1].Suspect), found.Count > items.Count)));
    }

    public static async Task<IResult> JudgeAsync(string id, HttpRequest request, SourceStore store, ObservationStore observations, ShardCommits commits, DerivedSources derived, CancellationToken cancellation)
    {
        var (body, problem) = await JsonBody.ReadAsync<VerdictBody>(request);
        if (body is null)
            return problem!;
        if (body.Verdict is not (Confirm or Reject))
            return await JsonBody.RefuseAsync(request, [new("/verdict", $"Give '{Confirm}' or '{Reject}'.") { Code = "invalid-value" }]);
        if (await store.FindSeriesAsync(id, cancellation) is not ({ } source, { } series))
            return Problem.NotFound("such series");
        var suspects = await observations.ReadSuspectsAsync(id, body.Period, body.Period, cancellation)
            .Where(one => body.Value is not { } value || one.Suspect.Observation.Value.Equals(value)).Select(one => one.Suspect).ToListAsync(cancellation);
        if (suspects.Count == 0)
            return Problem.NotFound("value put aside for this period");
        if (suspects.Count > 1 && body.Verdict == Confirm)
            return await JsonBody.RefuseAsync(request, [new("/value", $"{suspects.Count} values were put aside for {body.Period}: say which.") { Code = "missing-field" }]);
        var held = (await commits.FindAsync(source.Definition.Id, id, cancellation))?.Suspects ?? [];
        var states = new List<string>();
        foreach (var suspect in suspects)
            states.Add(await StateAsync(id, suspect, held, observations, cancellation));
        if (states.Find(state => state is Confirmed or Corrected) is { } settled)
            return new Problem(ProblemKind.Conflict, $"It is {settled}: the series has a value for {body.Period} now. Post the right one to change it.");
        var periods = new HashSet<Period> { body.Period };
        var reading = body.Verdict == Confirm
            ? new SeriesReading(series.ToSeries(), [.. suspects.Select(suspect => suspect.Observation)]) { Checks = series.ToChecks(), Confirmed = periods }
            : new SeriesReading(series.ToSeries(), []) { Checks = series.ToChecks(), Rejected = periods };
        var summary = await commits.CommitAsync(source.Definition.Id, [reading], cancellation);
        if (summary.Observations > 0)
            await derived.FollowAsync([id], cancellation);
        return Answer.Json(new Publishing.PublishedView(suspects.Count, summary.Observations, summary.Revisions, summary.Warnings));
    }

    private static string Key(Suspect suspect) => ObservationKeys.Suspect(suspect.Observation);

    private static async Task<string> StateAsync(string id, Suspect suspect, IReadOnlyList<Suspect> held, ObservationStore observations, CancellationToken cancellation)
    {
        var present = await observations.ReadAsync(id, suspect.Period, suspect.Period, cancellation).Select(one => (Observation?)one).FirstOrDefaultAsync(cancellation);
        if (present is { } taken)
            return taken.Equals(suspect.Observation) ? Confirmed : Corrected;
        return held.FirstOrDefault(one => one.Is(suspect.Observation)) is { Rejected: true } ? Rejected : Held;
    }

    /// <param name="Kind"><c>scale</c>, <c>jump</c>, <c>zero</c>, <c>sign</c>, <c>range</c>, <c>duplicate</c>, <c>future</c>, <c>stale</c>, <c>roll</c>.</param>
    /// <param name="Detail">What is odd about it, with the numbers.</param>
    /// <param name="State"><c>held</c>: no rule sees it; <c>confirmed</c>: it was taken after all; <c>corrected</c>: the source gave another value; <c>rejected</c>: a person said that it is wrong.</param>
    internal sealed record SuspectView(Period Period, double Value, string Kind, string Detail, DateTimeOffset Found, string State);

    /// <param name="Verdict"><c>confirm</c> or <c>reject</c>.</param>
    /// <param name="Value">Which value, where several were put aside for the period.</param>
    internal sealed record VerdictBody(Period Period, string Verdict, double? Value = null);
}
