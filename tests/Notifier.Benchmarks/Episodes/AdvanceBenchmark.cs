using BenchmarkDotNet.Attributes;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Benchmarks.Episodes;

/// <summary>What one series costs a poll: one new observation through the default ladder, and its state packed and unpacked.</summary>
public class AdvanceBenchmark
{
    private SeriesState _state = null!;
    private Rule[] _rules = [];
    private Observation[] _next = [];
    private byte[] _packed = [];

    [Params(400, 4_000)]
    public int Window { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _rules = [DefaultLadder.Rule];
        var random = new Random(1);
        var price = 40_000.0;
        // A full window has dropped observations before, as every one has that is fed day by day.
        var observations = Enumerable.Range(0, Window + 50).Select(day =>
            new Observation(Period.From(new DateOnly(2012, 1, 1).AddDays(day)), price = Math.Max(1000, price + (500 * random.Next(-2, 3))))).ToArray();
        _state = SeriesCommit.Advance(SeriesState.New(new Series("lithium-carbonate-cn", "CNY/t")), _rules, observations[..^1], EntryLog.Empty).State;
        _state = SeriesStateCodec.Unpack(SeriesStateCodec.Pack(_state));
        _next = observations[^1..];
        _packed = SeriesStateCodec.Pack(_state);
    }

    [Benchmark(Baseline = true)]
    public SeriesCommit Advance() => SeriesCommit.Advance(_state, _rules, _next, EntryLog.Empty);

    [Benchmark]
    public byte[] Pack() => SeriesStateCodec.Pack(_state);

    [Benchmark]
    public SeriesState Unpack() => SeriesStateCodec.Unpack(_packed);
}
