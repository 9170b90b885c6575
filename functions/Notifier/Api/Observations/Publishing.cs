using Microsoft.AspNetCore.Http;
using Notifier.Api.Bodies;
using Notifier.Api.Problems;
using Notifier.Core.Observations;
using Notifier.Episodes;
using Notifier.Sources;
using Notifier.Sources.Derived;

namespace Notifier.Api.Observations;

/// <summary>Values that are posted: any series that a person has, a tunnel's water level included.</summary>
internal static class Publishing
{
    private const int MostAtOnce = 10_000;

    /// <summary>No series of a price or a measurement is older; table storage knows no earlier date.</summary>
    private static readonly Period Oldest = Period.From(new DateOnly(1601, 1, 1));

    public static async Task<IResult> PostAsync(string id, HttpRequest request, SourceStore store, ShardCommits commits, DerivedSources derived, TimeProvider time, CancellationToken cancellation)
    {
        var (body, problem) = await JsonBody.ReadAsync<ObservationsBody>(request);
        if (body is null)
            return problem!;
        if (await store.FindSeriesAsync(id, cancellation) is not ({ } source, { } series))
            return Problem.NotFound("such series");
        if (source.Definition.Kind != SourceKind.Push)
            return new Problem(ProblemKind.Conflict, $"The series belongs to the source '{source.Definition.Id}', which is polled. Only series of push sources take posts.");
        var errors = body.Problem is { } incomplete ? [incomplete] : Check(body, series.Frequency, time.GetUtcNow()).Take(50).ToList();
        if (errors.Count > 0)
            return await JsonBody.RefuseAsync(request, errors);
        var observations = body.All.Select(each => new Observation(Dated(each.Period, series.Frequency), each.Value)).ToList();
        var summary = await commits.CommitAsync(source.Definition.Id, [new SeriesReading(series.ToSeries(), observations) { Checks = series.ToChecks(), ConfirmedBy = series.ConfirmedBy, IsBehind = false }], cancellation);
        if (summary.Observations > 0)
            await derived.FollowAsync([id], cancellation);
        return Answer.Json(new PublishedView(observations.Count, summary.Observations, summary.Revisions, summary.Warnings, summary.PutAside == 0 ? null : summary.PutAside));
    }

    private static IEnumerable<ProblemError> Check(ObservationsBody body, Frequency frequency, DateTimeOffset now)
    {
        if (body.All.Count is 0 or > MostAtOnce)
            yield return Wrong("/observations", $"Send 1 to {MostAtOnce} observations at once.");
        var newest = Period.From(now).Add(Ahead(frequency));
        var seen = new HashSet<Period>();
        for (var index = 0; index < Math.Min(body.All.Count, MostAtOnce); index++)
        {
            var (period, place) = (Dated(body.All[index].Period, frequency), body.Observations is null ? "/period" : $"{JsonPointer.Append("/observations", index)}/period");
            if (frequency != Frequency.Intraday && period.Utc.TimeOfDay != TimeSpan.Zero)
                yield return Wrong(place, $"A series with one value a day, week, month, quarter or year has dates: yyyy-MM-dd. This one is {frequency.ToString().ToLowerInvariant()}.");
            else if (period > newest)
                yield return Wrong(place, $"The period lies in the future: the newest that is taken now is {newest.Date:yyyy-MM-dd}.");
            else if (period < Oldest)
                yield return Wrong(place, $"The period lies before {Oldest}.");
            else if (!seen.Add(period))
                yield return Wrong(place, "This period stands here twice. Send one value for each.");
        }
    }

    /// <summary>A month, quarter or year is its last day, whichever of its days is named, as with sources that are polled.</summary>
    private static Period Dated(Period period, Frequency frequency) =>
        period.Utc.TimeOfDay == TimeSpan.Zero ? Period.From(PeriodText.LastDay(period.Date, frequency)) : period;

    /// <summary>A day, because it is tomorrow already somewhere; and the rest of a period that is dated by its last day.</summary>
    private static TimeSpan Ahead(Frequency frequency) => TimeSpan.FromDays(1 + frequency switch
    {
        Frequency.Weekly => 7,
        Frequency.Monthly => 31,
        Frequency.Quarterly => 92,
        Frequency.Yearly => 366,
        _ => 0,
    });

    private static ProblemError Wrong(string pointer, string detail) => new(pointer, detail) { Code = "invalid-value" };

    /// <summary>Several observations, or one: <c>{"observations":[…]}</c> or <c>{"period","value"}</c>.</summary>
    /// <param name="Value">In the unit of the series.</param>
    internal sealed record ObservationsBody(IReadOnlyList<ObservationBody>? Observations = null, Period? Period = null, double? Value = null)
    {
        internal ProblemError? Problem => (Observations, Period, Value) switch
        {
            (not null, null, null) or (null, not null, not null) => null,
            (null, null, null) => new("", "'observations' is missing; a single one is sent as 'period' and 'value'.") { Code = "missing-field" },
            (null, _, _) => new("", Period is null ? "'period' is missing." : "'value' is missing.") { Code = "missing-field" },
            _ => Wrong("/observations", "Send either 'observations' or one 'period' and 'value'."),
        };

        internal IReadOnlyList<ObservationBody> All { get; } = Observations ?? (Period is { } period && Value is { } value ? [new(period, value)] : []);
    }

    /// <param name="Value">In the unit of the series.</param>
    internal sealed record ObservationBody(Period Period, double Value);

    /// <param name="Stored">How many were new or had another value.</param>
    /// <param name="Revised">How many of these are older than what was known.</param>
    /// <param name="Warnings">How many warnings they brought.</param>
    /// <param name="PutAside">How many the quality checks put aside; absent where none.</param>
    internal sealed record PublishedView(int Received, int Stored, int Revised, int Warnings, int? PutAside = null);
}
