using Notifier.Core.Entries.Texts;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Quality;
using Notifier.Sources;
using Notifier.Sources.Polling;

namespace Notifier.Api.Sources;

/// <summary>Reads a source once as the first poll of it would, and says what that brings: nothing is stored, nobody is told.</summary>
internal sealed class SourceTrial(SourceKinds kinds, TimeProvider time)
{
    private const int MostShown = 20;
    private const int LongestText = 300;

    // Who tries a definition waits for the answer; a poll may take its retries.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="definition">Judged as one that is saved; of a kind that is polled.</param>
    public async Task<SourceTrialView> RunAsync(SourceDefinition definition, CancellationToken cancellation)
    {
        var (reading, leftOut) = FuturePeriods.Without(await AskAsync(definition, cancellation), SourceCursor.Start, time.GetUtcNow());
        var skipped = reading.LeftOut.ToList();
        if (leftOut > 0)
            skipped.Add(FormattableString.Invariant($"{leftOut} values are dated in the future: they are put aside"));
        if (reading.Skipped > 0)
            skipped.Add(FormattableString.Invariant($"{reading.Skipped} items have neither a title nor a link"));
        return new(
            reading.Failure is null,
            reading.Failure is { } failure ? new(failure.Reason, failure.Detail, failure.Status, SourceAdvice.OfFailure(failure.Reason)) : null,
            [.. reading.Series.Select(Series)],
            reading.Entries.Count,
            [.. reading.Entries.OrderByDescending(entry => entry.Published).Take(MostShown).Select(entry => new TriedEntry(
                entry.Id, entry.Title, entry.Link, entry.Published, entry.Updated, Cut(entry.Summary), Cut(entry.Content), entry.Authors, entry.Categories))],
            skipped,
            reading.More);
    }

    private async Task<SourceReading> AskAsync(SourceDefinition definition, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await kinds.Find(definition.Kind)!.ReadAsync(definition, SourceCursor.Start, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return SourceReading.Failed(SourceCursor.Start, new(SourceFailureReason.Timeout, FormattableString.Invariant($"it was not read within {Patience.TotalSeconds} s")));
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // As in a poll: a document that an adapter trips over is the document's fault until somebody looks.
            return SourceReading.Failed(SourceCursor.Start, new(SourceFailureReason.NotTheFormat, $"the answer could not be read ({exception.GetType().Name})"));
        }
    }

    private TriedSeries Series(SeriesReading reading)
    {
        var screened = QualityScreen.Run(reading.Series, new History(), [], null, reading.Observations, reading.Screening(time.GetUtcNow()));
        var taken = screened.Accepted.OrderBy(observation => observation.Period).ToList();
        return new(
            reading.Series.Id,
            reading.Series.Unit.Length == 0 ? null : reading.Series.Unit,
            reading.Series.Frequency,
            taken.Count,
            taken.Count == 0 ? null : taken[0].Period,
            [.. taken.TakeLast(MostShown).Reverse().Select(observation => new TriedValue(observation.Period, observation.Value, reading.Notes?.GetValueOrDefault(observation.Period)))],
            [.. screened.Found.Concat(reading.Ahead.Select(ahead => new Suspect(ahead, SuspectKind.Future, "a period that has not begun")))
                .Take(MostShown).Select(suspect => new TriedSuspect(suspect.Period, suspect.Observation.Value, suspect.Kind.Word(), suspect.Detail))]);
    }

    private static string? Cut(string text) => text.Length == 0 ? null : TextCut.Short(text, LongestText);
}

/// <summary>What a source would be read as.</summary>
/// <param name="Ok">Whether a poll of it would be a good one.</param>
/// <param name="EntryCount">How many entries there are; <paramref name="Entries"/> shows the newest.</param>
/// <param name="Skipped">What was not taken, with its place and the reason; the first of it.</param>
/// <param name="More">True where it holds more than one poll asks for.</param>
internal sealed record SourceTrialView(
    bool Ok, TriedFailure? Failure, IReadOnlyList<TriedSeries> Series, int EntryCount, IReadOnlyList<TriedEntry> Entries, IReadOnlyList<string> Skipped, bool More);

/// <param name="Detail">What was seen, and where.</param>
/// <param name="Advice">What somebody can do about it.</param>
internal sealed record TriedFailure(SourceFailureReason Reason, string Detail, int? Status, string Advice);

/// <param name="Count">How many observations would be taken; <paramref name="Observations"/> shows the newest, newest first.</param>
/// <param name="First">The oldest period.</param>
/// <param name="Suspects">Values that would be put aside.</param>
internal sealed record TriedSeries(
    string Id, string? Unit, Frequency Frequency, int Count, Period? First, IReadOnlyList<TriedValue> Observations, IReadOnlyList<TriedSuspect> Suspects);

/// <param name="Note">The futures contract that the value is of.</param>
internal sealed record TriedValue(Period Period, double Value, string? Note);

internal sealed record TriedSuspect(Period Period, double Value, string Kind, string Detail);

internal sealed record TriedEntry(
    string Id, string Title, string? Link, Period Published, Period? Updated, string? Summary, string? Content, IReadOnlyList<string> Authors, IReadOnlyList<string> Categories);
