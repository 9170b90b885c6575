using Notifier.Core.Entries.Dates;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Observations;

namespace Notifier.Api.Episodes;

/// <summary>One measure over all sources. All texts are a stranger's plain text.</summary>
/// <param name="Id">As <c>GET /api/entries</c> shows it for each of its entries.</param>
/// <param name="Title">Of the entry that brought it where it is.</param>
/// <param name="StageSince">When that was published.</param>
/// <param name="Entries">The newest, the oldest of them first: what several sources published of it.</param>
internal sealed record MeasureView(
    string Id, string Title, Stage? Stage, Period StageSince, IReadOnlyList<MeasureView.DateView> Dates, IReadOnlyList<MeasureView.EntryView> Entries)
{
    public static MeasureView Of(Lineage lineage) => new(
        lineage.Id,
        lineage.Newest.Title,
        lineage.Stage,
        lineage.StageSince,
        [.. lineage.Dates.OrderBy(date => date.Date).Select(date => new DateView(date.Kind, Period.From(date.Date), date.Sentence))],
        [.. lineage.Parts.OrderBy(part => part.Published).Select(part => new EntryView(part.Source, part.Id, part.Title, part.Link, part.Published, part.Stage))]);

    /// <param name="Sentence">Where it stands.</param>
    internal sealed record DateView(PolicyDateKind Kind, Period Date, string Sentence);

    internal sealed record EntryView(string Source, string Id, string Title, string? Link, Period Published, Stage? Stage);
}
