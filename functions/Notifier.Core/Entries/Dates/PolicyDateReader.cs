using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Dates;

/// <summary>Reads until when comments are taken, from when a measure applies and when it ends, from Chinese and English text.</summary>
public static class PolicyDateReader
{
    // What decides stands near the date, also where a sentence has no end.
    private const int Before = 120;
    private const int Behind = 60;

    /// <param name="published">The day of publication, for 自公布之日起, “within 30 days” and dates without a year.</param>
    /// <returns>In the order of the text; each kind and day once.</returns>
    public static IReadOnlyList<PolicyDate> Read(string text, DateOnly? published = null)
    {
        var normal = NormalText.Of(text);
        if (normal.Length == 0)
            return [];
        var plain = normal.Span.ToString();
        var found = new List<(int At, PolicyDate Date)>();
        foreach (var mention in DateMention.In(plain))
        {
            var (from, to) = Around(normal, mention);
            if (DateCues.Kind(plain[from..mention.Start], plain[mention.End..to]) is { } kind && mention.Resolve(published) is var date && (date is not null || mention.Year is null))
                found.Add((mention.Start, Cite(normal, kind, date, null, mention.Start, mention.End)));
        }

        foreach (var (kind, days, start, end) in RelativeDate.In(plain))
            found.Add((start, Cite(normal, kind, published?.AddDays(days), days, start, end)));
        foreach (var (years, start, end) in RelativeDate.Validity(plain))
        {
            var from = found.LastOrDefault(one => one.Date.Kind == PolicyDateKind.Effective && one.At < start).Date?.Date ?? published;
            found.Add((start, Cite(normal, PolicyDateKind.Expiry, from?.AddYears(years).AddDays(-1), null, start, end)));
        }

        return [.. found.OrderBy(one => one.At).Select(one => one.Date).DistinctBy(one => (one.Kind, one.Date, one.DaysAfterPublication, one.Date is null ? one.Text : ""))];
    }

    private static (int From, int To) Around(NormalText text, DateMention mention)
    {
        var (from, to) = text.SentenceBounds(text.SentenceAt(mention.Start));
        return (Math.Max(from, mention.Start - Before), Math.Max(mention.End, Math.Min(to, mention.End + Behind)));
    }

    private static PolicyDate Cite(NormalText text, PolicyDateKind kind, DateOnly? date, int? days, int start, int end)
    {
        var (at, length) = text.Place(start, end);
        return new(kind, date, days, text.Original.Substring(at, length), at, length, SentenceExcerpt.Of(text, text.SentenceAt(start), start, end));
    }
}
