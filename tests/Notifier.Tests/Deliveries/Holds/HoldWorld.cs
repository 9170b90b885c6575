using System.Globalization;
using Microsoft.Extensions.Hosting;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Storage;
using Notifier.Subscriptions;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries.Holds;

/// <summary>
/// One application for all tests of a class, its mails kept by a <see cref="RecordingChannel"/>, grouping as by default. A test meets no
/// other: its subscription matches rules of its own, and it begins on a day of its own.
/// </summary>
public sealed class HoldWorld(AzuriteFixture azurite) : IAsyncLifetime
{
    private int _tests;

    internal DeliveryWorld World { get; private set; } = null!;

    internal RecordingChannel Mail { get; } = new();

    internal DateTimeOffset Now => World.Time.GetUtcNow();

    public async ValueTask InitializeAsync() => World = await DeliveryWorld.StartAsync(azurite, Configure);

    public ValueTask DisposeAsync() => World.DisposeAsync();

    /// <summary>A Monday at midnight, UTC, later than everything so far.</summary>
    internal HoldTest Begin()
    {
        var day = Now.UtcDateTime.Date.AddDays(1);
        while (day.DayOfWeek != DayOfWeek.Monday)
            day = day.AddDays(1);
        World.Time.SetUtcNow(new DateTimeOffset(day, TimeSpan.Zero));
        return new HoldTest(this, string.Create(CultureInfo.InvariantCulture, $"test-{++_tests}"));
    }

    private void Configure(IHostApplicationBuilder builder)
    {
        Mail.UseIn(builder);
        builder.Configuration["Notifier:GroupWait"] = "00:00:10";
    }
}

/// <summary>A subscription by mail to rules that begin with the test's name, and what it is told.</summary>
internal sealed class HoldTest(HoldWorld held, string name)
{
    private readonly DateTimeOffset _monday = held.Now;

    public DeliveryWorld World => held.World;

    public StoredSubscription To { get; private set; } = null!;

    public IReadOnlyList<string> Told => held.Mail.Told(To.Id);

    public IReadOnlyList<ChannelMessage> Messages => held.Mail.To(To.Id);

    public static Cadence Daily { get; } = new(DigestPeriod.Daily, Cadence.Morning);

    /// <summary>From 22:00 to 07:00.</summary>
    public static Cadence Quiet { get; } = Cadence.Immediate with { Quiet = new(new(22, 0), new(7, 0)) };

    public async Task<HoldTest> SubscribeAsync(Cadence cadence, Func<Subscription, Subscription>? terms = null, string? id = null)
    {
        var match = new SubscriptionMatch([name, name + "-b", name + "-c"], [], [], []);
        To = await World.SubscribeAsync("reader@example.org", ChannelType.Email, match, id, subscription =>
            (terms?.Invoke(subscription) ?? subscription) with { Cadence = cadence });
        return this;
    }

    /// <param name="rule">Added to the test's name: empty, <c>-b</c> or <c>-c</c>.</param>
    public Warning Warning(int sequence, TransitionKind kind, Severity severity = Severity.Moderate, string series = "lithium", string rule = "", Severity? peak = null)
    {
        var episode = EpisodeIds.Episode(name + rule, series, 1, Core.Observations.Period.Parse("2021-01-04"));
        return WarningSamples.Of(kind, severity, peak, sequence, name + rule, series) with { Episode = episode, Id = EpisodeIds.Warning(episode, sequence) };
    }

    /// <summary>Moves the clock to a time of the test's week, then commits.</summary>
    /// <param name="at">Day from Monday, 0, and time: <c>1 23:30</c>.</param>
    public Task CommitAsync(string at, int sequence, TransitionKind kind, Severity severity = Severity.Moderate, string series = "lithium", string rule = "", Severity? peak = null) =>
        CommitAsync(at, Warning(sequence, kind, severity, series, rule, peak));

    public async Task CommitAsync(string at, params Warning[] warnings)
    {
        Clock(at);
        foreach (var warning in warnings)
            await World.CommitAsync(warning);
        await World.DrainAsync();
    }

    /// <summary>What the timers do at a time of the test's week.</summary>
    public async Task SweepAsync(string at)
    {
        Clock(at);
        await World.Get<DeliverySweep>().RunAsync(CancellationToken.None);
        await World.DrainAsync();
    }

    public async Task<IReadOnlyList<Delivery>> DeliveriesAsync() =>
        [.. (await World.AllAsync()).Where(delivery => delivery.Subscription == To.Id)];

    /// <summary>Rows beside the deliveries: of what is held, and of what is open.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync()
    {
        var open = (await DeliveriesAsync()).Select(delivery => DeliveryKeys.OpenRow(delivery.Id)).ToHashSet();
        return [.. (await World.RowsAsync(TableName.Deliveries)).Select(row => row.RowKey).Where(row => row.Contains(To.Id, StringComparison.Ordinal) || open.Contains(row))];
    }

    public void Clock(string at)
    {
        var parts = at.Split(' ');
        World.Time.SetUtcNow(_monday.AddDays(int.Parse(parts[0], CultureInfo.InvariantCulture)) + TimeSpan.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
