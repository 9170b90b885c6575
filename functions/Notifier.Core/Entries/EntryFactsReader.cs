using Notifier.Core.Entries.Dates;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Entries.Quantities;
using Notifier.Core.Entries.Texts;
using Notifier.Core.Entries.Topics;
using Notifier.Core.Observations;

namespace Notifier.Core.Entries;

/// <summary>Reads the facts of an entry from its texts.</summary>
public static class EntryFactsReader
{
    private const int MostQuantities = 20;
    private const int MostTerms = 6;
    private const int MostDates = 20;

    /// <param name="agency">Who runs the source, as its definition says; null for a source that reports what others do.</param>
    /// <param name="zone">Where the source is: its day of publication counts. Null is UTC.</param>
    /// <returns>The entry with its facts.</returns>
    public static Entry Read(Entry entry, string? agency, TimeZoneInfo? zone = null)
    {
        var text = entry.Summary.Length == 0 || entry.Content.StartsWith(entry.Summary, StringComparison.Ordinal) ? entry.Content : $"{entry.Summary}\n{entry.Content}";
        var published = DayOf(entry.Published, zone ?? TimeZoneInfo.Utc);
        var dates = PolicyDateReader.Read($"{entry.Title}\n{text}", published, entry.Title).Where(date => date.Date is not null).ToList();
        var effective = dates.Where(date => date.Kind == PolicyDateKind.Effective).Select(date => date.Date!.Value).ToList();
        var stage = StageReader.Read(EntryWords.Fold(entry.Title), EntryWords.Fold(text), entry.Categories, effective, published);
        return entry with
        {
            Facts = new(
                // What is not a policy source must say that it is about this industry before its words count.
                [.. TopicClassifier.Default.Classify(entry.Title, text, gated: agency is null).OrderByDescending(hit => hit.Score).Select(Topic)],
                [.. QuantityReader.Read(entry.Title.Length == 0 ? text : $"{entry.Title}\n{text}").Take(MostQuantities)],
                [.. AgenciesOf(entry, agency)],
                stage,
                [.. Own(dates, stage)]),
        };
    }

    /// <summary>A day without a time is the same everywhere.</summary>
    private static DateOnly DayOf(Period published, TimeZoneInfo zone) =>
        published.Utc.TimeOfDay == TimeSpan.Zero ? published.Date : DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(published.Utc, zone));

    private static IEnumerable<EntryDate> Own(IEnumerable<PolicyDate> dates, Stage? stage) => dates
        .Where(date => date.Kind != PolicyDateKind.Expiry || stage == Stage.Repealed || !EndsAnother(date.Sentence))
        .Select(date => new EntryDate(date.Kind, date.Date!.Value, TextCut.Sentence(date.Sentence)))
        .Take(MostDates);

    /// <summary>“原办法同日废止”: what a measure says of the end of the one before is not its own.</summary>
    private static bool EndsAnother(string sentence) =>
        sentence.Contains('废', StringComparison.Ordinal) || sentence.Contains('廢', StringComparison.Ordinal) || sentence.Contains("repeal", StringComparison.OrdinalIgnoreCase);

    private static EntryTopic Topic(TopicHit hit) => new(
        hit.Topic, hit.Score, [.. hit.Terms.Select(term => term.Term).Distinct().Take(MostTerms)], TextCut.Sentence(SentenceOf(hit)));

    /// <summary>The title is shown anyway: what the text says is more.</summary>
    private static string SentenceOf(TopicHit hit) => (hit.Terms.FirstOrDefault(term => !term.InTitle) ?? hit.Terms[0]).Sentence;

    private static IEnumerable<string> AgenciesOf(Entry entry, string? agency) =>
        (agency is null ? [] : new[] { Agencies.IdOf(agency) })
        .Concat(entry.Authors.SelectMany(author => Agencies.In(author)))
        .Concat(Agencies.In(entry.Title))
        .Distinct();
}
