using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Notifier.Core.Observations;
using Notifier.Observations;
using Notifier.Storage;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Observations;

public sealed class ObservationStoreTests(AzuriteFixture azurite)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Period Start = Period.Parse("2020-01-01");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 5, 1, 6, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_is_noted_of_a_value_goes_with_it()
    {
        var (store, _) = await StoreAsync();
        await store.WriteAsync("oil", [Day(0, 1), Day(1, 2)], new Dictionary<Period, string> { [Day(0, 1).Period] = "lc2408" }, [], None);
        await store.WriteAsync("oil", [Day(0, 5)], new Dictionary<Period, string> { [Day(0, 1).Period] = "lc2411" }, [], None);

        Assert.Equal([new(Day(0, 5), "lc2411"), new(Day(1, 2), null)], await store.ReadNotedAsync("oil").ToListAsync());
        Assert.Equal([Day(0, 5), Day(1, 2)], await store.ReadAsync("oil").ToListAsync());
        Assert.Equal(Day(0, 1), (await store.ReadSupersededAsync("oil").SingleAsync()).Observation);
    }

    [Fact]
    public async Task Changes_of_the_contract_are_part_of_the_history()
    {
        var (store, _) = await StoreAsync();
        Roll[] rolls = [new(Day(1, 0).Period, "lc2408", "lc2411", 80_000.5, 128_000, Day(0, 0).Period), new(Day(2, 0).Period, "lc2411", "lc2501", 0.1 + 0.2, 3, null)];
        await store.WriteAsync("oil", [Day(0, 1), Day(1, 2), Day(2, 3)], null, rolls, None);

        Assert.Equal(rolls, (await store.HistoryAsync("oil")).Rolls);
        Assert.Equal([rolls[1]], (await store.HistoryAsync("oil", Day(1, 0).Period)).Rolls);
    }

    [Fact]
    public async Task A_history_comes_back_in_order_and_exactly()
    {
        var (store, storage) = await StoreAsync();
        double[] values = [1, 40_000, -36.98, 0.1 + 0.2, double.Epsilon, 0, 1e300, 1.0 / 3];
        var history = values.Select((value, day) => Day(day, value)).ToList();

        await store.WriteAsync("oil", [.. history.AsEnumerable().Reverse()], None);

        Assert.Equal(history.Select(Bits), (await ReadAsync(store, "oil")).Select(Bits));
        Assert.Equal(1, storage.Meter.Count(TableName.Observations, StorageOperation.Transaction));
    }

    [Fact]
    public async Task Thousands_are_read_by_range()
    {
        var (store, _) = await StoreAsync();
        await store.WriteAsync("oil", [.. Enumerable.Range(0, 2_500).Select(day => Day(day, day))], None);

        Assert.Equal(2_500, (await ReadAsync(store, "oil")).Count);
        var part = await ReadAsync(store, "oil", Start.Add(TimeSpan.FromDays(100)), Start.Add(TimeSpan.FromDays(1_299)));
        Assert.Equal((1_200, 100.0, 1_299.0), (part.Count, part[0].Value, part[^1].Value));
    }

    [Fact]
    public async Task The_same_again_changes_nothing()
    {
        var (store, _) = await StoreAsync();
        Observation[] history = [Day(0, 1), Day(1, 2), Day(2, 3)];
        await store.WriteAsync("oil", history, None);
        _clock.Advance(TimeSpan.FromDays(1));

        await store.WriteAsync("oil", history, None);
        await store.WriteAsync("oil", [Day(1, 2)], None);

        Assert.Equal(history, await ReadAsync(store, "oil"));
        Assert.Empty(await SupersededAsync(store, "oil"));
    }

    [Fact]
    public async Task A_revised_value_keeps_those_before_it_with_their_time()
    {
        var (store, _) = await StoreAsync();
        var first = _clock.GetUtcNow();
        await store.WriteAsync("oil", [Day(0, 1), Day(1, 2)], None);
        _clock.Advance(TimeSpan.FromHours(1));
        var second = _clock.GetUtcNow();
        await store.WriteAsync("oil", [Day(1, 2.5), Day(2, 3)], None);
        _clock.Advance(TimeSpan.FromHours(1));
        await store.WriteAsync("oil", [Day(1, 2)], None);

        Assert.Equal([Day(0, 1), Day(1, 2), Day(2, 3)], await ReadAsync(store, "oil"));
        Assert.Equal([(Day(1, 2), first), (Day(1, 2.5), second)], await SupersededAsync(store, "oil"));
    }

    [Fact]
    public async Task A_day_ends_before_its_instants_and_instants_sort_by_time()
    {
        var (store, _) = await StoreAsync();
        Observation[] history =
        [
            At("2024-01-05", 1), At("2024-01-05T10:00:00Z", 2), At("2024-01-05T10:00:00.5Z", 3), At("2024-01-05T10:00:01Z", 4), At("2024-01-06", 5),
        ];
        await store.WriteAsync("power", history, None);

        Assert.Equal(history, await ReadAsync(store, "power"));
        Assert.Equal(history[..1], await ReadAsync(store, "power", to: Period.Parse("2024-01-05")));
        Assert.Equal(history[2..4], await ReadAsync(store, "power", Period.Parse("2024-01-05T10:00:00.5Z"), Period.Parse("2024-01-05T23:00:00Z")));
    }

    [Fact]
    public async Task Two_writers_at_once_lose_no_value()
    {
        var (store, _) = await StoreAsync();
        await store.WriteAsync("oil", [Day(0, 0)], None);

        await Task.WhenAll(Enumerable.Range(1, 8).Select(writer => store.WriteAsync("oil", [Day(0, writer), Day(writer, writer)], None)));

        var now = await ReadAsync(store, "oil");
        Assert.Equal(9, now.Count);
        Assert.InRange(now[0].Value, 1, 8);
    }

    [Fact]
    public async Task An_answer_that_is_lost_anywhere_does_no_harm()
    {
        var faults = new StorageFaults();
        var storage = await azurite.StorageAsync(null, faults);
        var store = new ObservationStore(storage.Tables, _clock);
        await store.WriteAsync("oil", [Day(0, 1), Day(1, 1)], None);

        for (var call = 1; call <= 4; call++)
        {
            var lost = call;
            faults.Plan((number, _) => number == lost ? StorageFault.AnswerLost : StorageFault.None);
            await store.WriteAsync("oil", [Day(0, 10 + call), Day(1, 20 + call)], None);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([Day(0, 14), Day(1, 24)], await ReadAsync(store, "oil"));
        Assert.Equal([1, 11, 12, 13, 1, 21, 22, 23], (await SupersededAsync(store, "oil")).Select(value => value.Observation.Value));
    }

    [Fact]
    public void Keys_are_in_the_order_of_periods() =>
        Gen.Long[0, 3_000_000_000].Array[2].Sample(ticks =>
        {
            var (first, second) = (Start.Add(TimeSpan.FromTicks(ticks[0] * 1_000)), Start.Add(TimeSpan.FromTicks(ticks[1] * 1_000)));
            var (left, right) = (ObservationKeys.Row(first), ObservationKeys.Row(second));
            return Math.Sign(string.CompareOrdinal(left, right)) == Math.Sign(first.CompareTo(second)) && ObservationKeys.Period(left) == first;
        });

    private async Task<(ObservationStore Store, TestStorage Storage)> StoreAsync()
    {
        var storage = await azurite.StorageAsync();
        return (new ObservationStore(storage.Tables, _clock), storage);
    }

    private static async Task<List<Observation>> ReadAsync(ObservationStore store, string series, Period? from = null, Period? to = null) =>
        await store.ReadAsync(series, from, to).ToListAsync();

    private static async Task<List<(Observation Observation, DateTimeOffset Vintage)>> SupersededAsync(ObservationStore store, string series) =>
        await store.ReadSupersededAsync(series).ToListAsync();

    private static (Period Period, long Bits) Bits(Observation observation) => (observation.Period, BitConverter.DoubleToInt64Bits(observation.Value));

    private static Observation Day(int day, double value) => new(Start.Add(TimeSpan.FromDays(day)), value);

    private static Observation At(string period, double value) => new(Period.Parse(period), value);
}
