using BenchmarkDotNet.Attributes;

namespace Notifier.Benchmarks.Feeds;

/// <summary>Feeds read side by side by what .NET has for it; ratios are to this project's reader.</summary>
[MemoryDiagnoser]
public class FeedBenchmark
{
    private IReadOnlyList<string> _texts = [];

    /// <summary><c>made</c>: one feed of 200 items; <c>recorded</c>: the shared feeds that all of them read.</summary>
    [Params("made", "recorded")]
    public string Texts { get; set; } = "";

    [GlobalSetup]
    public void Read() => _texts = Texts == "made" ? [FeedCorpus.Made()] : FeedCorpus.Recorded();

    [Benchmark(Baseline = true)]
    public int Notifier() => _texts.Sum(static text => FeedReaders.Ours(text).Items.Count);

    [Benchmark]
    public int Syndication() => _texts.Sum(static text => FeedReaders.Syndication(text).Items.Count);

    [Benchmark]
    public int CodeHollow() => _texts.Sum(static text => FeedReaders.CodeHollow(text).Items.Count);

    [Benchmark]
    public int AngleSharpXml() => _texts.Sum(static text => FeedReaders.AngleSharpXml(text).Items.Count);
}
