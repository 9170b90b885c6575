using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Dates;

/// <summary>Reads until when comments are taken, from when a measure applies and when it ends, from Chinese and English text.</summary>
public static class PolicyDateReader
{
    // What decides stands near the date, also where a sentence has no end.
    private const int Before = 120;
    private const int Behind = 60;

    // A day that counts from the publication has its verb in it.
    private const string Applies = "起施行";

    /// <param name="published">The day of publication, for 自公布之日起, “within 30 days” and dates without a year.</param>
    /// <param name="title">Of the announcement: the act that it names is the one announced.</param>
    /// <returns>In the order of the text; each kind and day once.</returns>
    public static IReadOnlyList<PolicyDate> Read(string text, DateOnly? published = null, string? title = null)
    {
        var normal = NormalText.Of(text);
        if (normal.Length == 0)
            return [];
        var plain = normal.Span.ToString();
        var announced = title is null ? "" : NormalText.Of(title).Span.ToString();
        var found = new List<(int At, PolicyDate Date)>();
        foreach (var (kind, dated) in Dated(normal, plain, announced, published))
            found.Add((dated.Mention.Start, Cite(normal, kind, dated.Date, null, dated.Mention.Start, dated.Mention.End)));
        foreach (var relative in RelativeDate.In(plain))
        {
            var (from, to) = Around(normal, relative.Start, relative.End);
            if (relative.Kind == PolicyDateKind.Deadline || !OtherAct.Owns(plain[from..relative.Start], Applies + plain[relative.End..to], announced))
                found.Add((relative.Start, Cite(normal, relative.Kind, published is { } day ? relative.From(day) : null, relative.Months > 0 ? null : relative.Days, relative.Start, relative.End)));
        }

        foreach (var (years, start, end) in RelativeDate.Validity(plain))
        {
            var from = found.LastOrDefault(one => one.Date.Kind == PolicyDateKind.Effective && one.At < start).Date?.Date ?? published;
            found.Add((start, Cite(normal, PolicyDateKind.Expiry, from?.AddYears(years).AddDays(-1), null, start, end)));
        }

        return [.. found.OrderBy(one => one.At).Select(one => one.Date).DistinctBy(one => (one.Kind, one.Date, one.DaysAfterPublication, one.Date is null ? one.Text : ""))];
    }

    private static IEnumerable<(PolicyDateKind Kind, DatedMention Dated)> Dated(NormalText normal, string plain, string title, DateOnly? published)
    {
        var mentions = DatedMention.In(normal, plain, published);
        for (var index = 0; index < mentions.Count; index++)
        {
            var (dated, next) = (mentions[index], index + 1 < mentions.Count ? mentions[index + 1] : null);
            var (from, to) = Around(normal, dated.Mention.Start, dated.Mention.End);
            var before = plain[from..dated.Mention.Start];
            if (next is not null && next.Follows(dated, plain) && DateCues.IsTerm(before, plain[next.Mention.End..Around(normal, next.Mention.Start, next.Mention.End).To], title))
            {
                index++;
                if (dated.IsKnown)
                    yield return (PolicyDateKind.Effective, dated);
                if (next.IsKnown)
                    yield return (PolicyDateKind.Expiry, next);
            }
            else if (dated.IsKnown && DateCues.Kind(before, plain[dated.Mention.End..to], title) is { } kind)
            {
                yield return (kind, dated);
            }
        }
    }

    private static (int From, int To) Around(NormalText text, int start, int end)
    {
        var (from, to) = text.SentenceBounds(text.SentenceAt(start));
        return (Math.Max(from, start - Before), Math.Max(end, Math.Min(to, end + Behind)));
    }

    private static PolicyDate Cite(NormalText text, PolicyDateKind kind, DateOnly? date, int? days, int start, int end)
    {
        var (at, length) = text.Place(start, end);
        return new(kind, date, days, text.Original.Substring(at, length), at, length, SentenceExcerpt.Of(text, text.SentenceAt(start), start, end));
    }
}
