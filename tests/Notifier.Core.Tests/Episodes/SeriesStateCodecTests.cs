using CsCheck;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Episodes;

public sealed class SeriesStateCodecTests
{
    [Fact]
    public void Any_state_is_read_back_exactly() =>
        Gen.Select(RandomHistories.Daily, RandomHistories.Rule, Gen.Bool).Sample((history, rule, dropped) =>
        {
            var state = SeriesCommit.Advance(SeriesState.New(new Series("s", "CNY/t", Frequency.Daily, "cn")), [rule], history, EntryLog.Empty).State;
            if (dropped)
                state = state with { Window = state.Window.Without(1, new CarriedRuns([new("ewma(0.2, value)|Daily", [history[0].Value, double.NaN, -0.0]), new("更", [])])) };

            var packed = SeriesStateCodec.Pack(state);
            AssertSame(state, SeriesStateCodec.Unpack(packed));
            Assert.Equal(packed, SeriesStateCodec.Pack(SeriesStateCodec.Unpack(packed)));
        }, iter: 300);

    [Fact]
    public void Any_finite_value_and_any_instant_is_read_back_exactly() =>
        Gen.Select(Gen.Long[0, DateTime.MaxValue.Ticks], Gen.Double.Where(double.IsFinite)).Array[0, 50].Sample(points =>
        {
            var window = new History(points.DistinctBy(point => point.Item1).OrderBy(point => point.Item1).Select(point => new Observation(Period.FromTicks(point.Item1), point.Item2)));
            var state = SeriesState.New(new Series("s")) with { Window = window };

            AssertSame(state, SeriesStateCodec.Unpack(SeriesStateCodec.Pack(state)));
        }, iter: 1000);

    /// <summary>Version 1 had neither suspects nor a note, version 2 no recursions carried over what was let go, version 3 no rolls, version 4 no histories that are still being read.</summary>
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    [InlineData(4, 1)]
    public void Earlier_versions_are_still_read(byte version, int lacking)
    {
        var state = SeriesCommit.Advance(SeriesState.New(new Series("s", "CNY/t")), [], [new(Period.Parse("2024-01-01"), 3), new(Period.Parse("2024-01-02"), 4)], EntryLog.Empty).State;
        state = state with { Window = state.Window.Without(1) };
        var (packed, before) = (SeriesStateCodec.Pack(state), new PackWriter());
        before.Text("s");
        before.Text("CNY/t");
        before.Byte((byte)Frequency.Daily);
        before.Text("");
        before.Unsigned((ulong)state.Episodes);
        before.Unsigned(1);
        before.Time(state.Window.Dropped!.Last);
        foreach (var extreme in (ReadOnlySpan<Observation>)[state.Window.Dropped.Highest, state.Window.Dropped.Lowest])
        {
            before.Time(extreme.Period);
            before.Bits(extreme.Value);
        }

        // An empty list and an empty text are one byte each.
        byte[] body = [.. packed.AsSpan(9, before.Length), .. packed.AsSpan(9 + before.Length + lacking)];
        byte[] earlier = [version, .. System.Security.Cryptography.SHA256.HashData(body).AsSpan(0, 8), .. body];

        AssertSame(state, SeriesStateCodec.Unpack(earlier));
    }

    [Fact]
    public void Damage_is_seen_wherever_it_is()
    {
        var packed = SeriesStateCodec.Pack(SeriesCommit.Advance(SeriesState.New(new Series("s")), [WrittenRules.One("value > 1")], [new(Period.Parse("2024-01-01"), 3)], EntryLog.Empty).State);
        for (var index = 0; index < packed.Length; index++)
        {
            var damaged = packed.ToArray();
            damaged[index] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => SeriesStateCodec.Unpack(damaged));
            Assert.Throws<InvalidDataException>(() => SeriesStateCodec.Unpack(packed.AsSpan(0, index)));
        }
    }

    [Fact]
    public void A_full_window_of_prices_takes_less_than_half_of_what_is_allowed()
    {
        var random = new Random(1);
        var price = 40_000.0;
        var history = Enumerable.Range(0, WindowBound.Points).Select(day => new Observation(Period.From(new DateOnly(2012, 1, 1).AddDays(day)), price += 500 * random.Next(-2, 3)));

        Assert.InRange(SeriesStateCodec.Pack(SeriesState.New(new Series("s")) with { Window = new History(history) }).Length, 4000, SeriesStateCodec.MaximumBytes / 2);
    }

    [Fact]
    public void Nothing_larger_than_what_is_allowed_is_packed()
    {
        var random = new Random(1);
        var history = new History(Enumerable.Range(0, 6000).Select(day => new Observation(Period.FromTicks(day * 987_654_321L), random.NextDouble())));

        Assert.Throws<InvalidOperationException>(() => SeriesStateCodec.Pack(SeriesState.New(new Series("s")) with { Window = history }));
    }

    private static void AssertSame(SeriesState expected, SeriesState actual)
    {
        Assert.Equal(expected.Series, actual.Series);
        Assert.Equal(expected.Episodes, actual.Episodes);
        Assert.Equal(expected.Window.Dropped, actual.Window.Dropped);
        Assert.Equal(expected.Window.AsSpan().ToArray(), actual.Window.AsSpan().ToArray());
        Assert.Equal(expected.Rules.Keys.Order(), actual.Rules.Keys.Order());
        foreach (var (id, state) in expected.Rules)
            Assert.True(state.Matches(actual.Rules[id]), id);
    }
}
