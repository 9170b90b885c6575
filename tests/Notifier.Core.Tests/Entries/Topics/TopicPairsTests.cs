using System.Runtime.CompilerServices;
using Notifier.Core.Entries.Topics;

namespace Notifier.Core.Tests.Entries.Topics;

/// <summary>Of each topic examples and near misses: its words in another field, in passing, inside a longer word or a name.</summary>
public sealed class TopicPairsTests
{
    private static readonly List<Pair> Pairs = [.. Lines().Where(line => !line.StartsWith('#')).Select(Read)];

    public static TheoryData<string> Topics => [.. TopicClassifier.Default.Topics.Select(topic => topic.Id)];

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_sentence_is_about_its_topics_and_no_other(string topic)
    {
        var wrong = Pairs.Where(pair => pair.Topic == topic && Found(pair.Text) is var found && found != pair.Labelled).Select(pair => $"{pair.Text}: {Found(pair.Text)}");

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void There_are_six_examples_and_six_near_misses(string topic)
    {
        var own = Pairs.Where(pair => pair.Topic == topic).ToList();

        Assert.True(own.Count(pair => pair.IsExample) >= 6, topic);
        Assert.True(own.Count(pair => !pair.IsExample) >= 6, topic);
        Assert.True(own.Exists(pair => char.IsAscii(pair.Text[0])), topic);
    }

    private static string Found(string text) => Sorted(TopicClassifier.Default.Classify("", text).Select(hit => hit.Topic));

    private static string Sorted(IEnumerable<string> topics) => string.Join(' ', topics.Order(StringComparer.Ordinal));

    private static Pair Read(string line) =>
        line.Split('\t') is [var topics, var topic, var text] ? new(topics == "-" ? "" : Sorted(topics.Split(' ')), topic, text) : throw new FormatException(line);

    private static string[] Lines([CallerFilePath] string test = "") => File.ReadAllLines(Path.Combine(Path.GetDirectoryName(test)!, "topic-pairs.tsv"));

    private sealed record Pair(string Labelled, string Topic, string Text)
    {
        public bool IsExample => Labelled.Split(' ').Contains(Topic, StringComparer.Ordinal);
    }
}
