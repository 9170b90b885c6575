using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Topics;

/// <summary>
/// Says what an entry is about, by the terms of the taxonomy, and shows for each topic where it stands: the score of a topic is
/// 1.0 for each different strong term or co-occurrence and 0.3 for each weak one, 1.5 times that in the title; of the paragraphs the
/// best one counts; from 1.0 on the topic is told.
/// </summary>
public sealed class TopicClassifier
{
    private const double Threshold = 1 - 1e-9;

    private static readonly Lazy<TopicClassifier> Own = new(() => new(Taxonomy.ReadOwn()));

    private readonly Taxonomy _taxonomy;

    private TopicClassifier(Taxonomy taxonomy) => _taxonomy = taxonomy;

    /// <summary>With the taxonomy that comes with the program.</summary>
    public static TopicClassifier Default => Own.Value;

    public IReadOnlyList<Topic> Topics => _taxonomy.Topics;

    /// <param name="title">Empty where there is none.</param>
    /// <param name="gated">True for sources that are no policy sources: without a word on batteries, vehicles or their metals it is about nothing.</param>
    /// <returns>In the order of <see cref="Topics"/>.</returns>
    public IReadOnlyList<TopicHit> Classify(string title, string text, bool gated = false)
    {
        var evidence = new TopicEvidence(_taxonomy);
        evidence.Read(NormalText.Of(title), inTitle: true);
        evidence.Read(NormalText.Of(text), inTitle: false);
        if (gated && !evidence.HasContext)
            return [];
        return [.. Enumerable.Range(0, Topics.Count).Select(topic => Judge(evidence, topic)).OfType<TopicHit>()];
    }

    private TopicHit? Judge(TopicEvidence evidence, int topic)
    {
        var counted = evidence.Of(topic);
        if (counted.Count == 0)
            return null;
        var title = counted.Where(hit => hit.InTitle).ToList();
        var named = title.Select(hit => hit.Term).ToHashSet(StringComparer.Ordinal);
        var best = counted.Where(hit => !hit.InTitle && !named.Contains(hit.Term)).GroupBy(hit => hit.Paragraph).Select(group => group.Sum(hit => hit.Weight)).DefaultIfEmpty().Max();
        var score = (1.5 * title.Sum(hit => hit.Weight)) + best;
        return score < Threshold ? null : new(Topics[topic].Id, Math.Round(score, 2), [.. counted.DistinctBy(hit => hit.Term).Select(hit => hit.Cited())]);
    }
}
