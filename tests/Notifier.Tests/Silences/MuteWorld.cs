using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Core.Warnings.Mutes;
using Notifier.Deliveries;
using Notifier.Episodes;
using Notifier.Rules;
using Notifier.Silences;
using Notifier.Sources;
using Notifier.Storage;
using Notifier.Tests.Deliveries;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Silences;

/// <summary>The application with one subscriber who wants everything: what is told, what is held, and what time and the sweep make of it.</summary>
internal sealed class MuteWorld : IAsyncDisposable
{
    public const string Source = "gfex";

    private MuteWorld(DeliveryWorld world, WebhookReceiver receiver) => (World, Receiver) = (world, receiver);

    public DeliveryWorld World { get; }

    public WebhookReceiver Receiver { get; }

    public DateTimeOffset Now => World.Time.GetUtcNow();

    /// <summary>What the subscriber was told, in order: kind, severity and series of each message, a repeat once.</summary>
    public IReadOnlyList<string> Told => [.. Receiver.Received.DistinctBy(webhook => webhook.Id).Select(webhook => Line(webhook.Text))];

    public static async Task<MuteWorld> StartAsync(AzuriteFixture azurite, SubscriptionMatch? match = null)
    {
        var world = new MuteWorld(await DeliveryWorld.StartAsync(azurite), await WebhookReceiver.StartAsync());
        await world.World.SubscribeAsync(world.Receiver.Url, match: match);
        return world;
    }

    /// <summary>A warning as a commit makes it, for the outbox; without a series behind it.</summary>
    public static Warning Of(TransitionKind kind, Severity severity, int sequence, Severity? peak = null, string rule = "lithium-carbonate-surge", string series = "lithium-carbonate-cn")
    {
        var episode = EpisodeIds.Episode(rule, series, 1, Period.Parse("2026-11-01"));
        return WarningSamples.Of(kind, severity, peak, sequence, rule, series) with { Episode = episode, Id = EpisodeIds.Warning(episode, sequence) };
    }

    public async Task<Silence> SilenceAsync(MuteMatch match, TimeSpan length, TimeSpan? startsIn = null)
    {
        var starts = Now + (startsIn ?? TimeSpan.Zero);
        var silence = new Silence(SilenceKeys.NewSilenceId(Now), match, starts, starts + length, "Ann", "maintenance of the exchange", Now);
        await World.Get<SilenceStore>().AddAsync(silence, CancellationToken.None);
        return silence;
    }

    /// <summary>As DELETE does.</summary>
    public async Task EndAsync(Silence silence)
    {
        var stored = (await World.Get<SilenceStore>().FindAsync(silence.Id, CancellationToken.None))!;
        await World.Get<SilenceStore>().ReplaceAsync(stored.Silence with { Ends = Now }, stored.ETag, CancellationToken.None);
    }

    public Task InhibitAsync(string id, MuteMatch source, MuteMatch target, params string[] equal) =>
        World.Get<InhibitionStore>().PutAsync(new(id, source, target, equal, "Ann", "the worse one says it"), null, CancellationToken.None);

    public async Task RuleAsync(string id, string series, double above, string severity = "severe", string more = "")
    {
        var text = $$"""{"id":"{{id}}","title":"{{id}}","series":["{{series}}"],"ladder":[{"severity":"{{severity}}","when":"value > {{above}}"}]{{more}}}""";
        await World.Get<RuleStore>().PutAsync(RuleDocument.Parse(Encoding.UTF8.GetBytes(text)).Rules[0], null, CancellationToken.None);
        await World.Get<TableStore>().Table(TableName.Sources).UpsertEntityAsync(new TableEntity("sources", Source));
    }

    /// <summary>Observations of a day, committed and dispatched.</summary>
    public async Task FeedAsync(string day, params (string Series, double Value)[] values)
    {
        await World.Get<ShardCommits>().CommitAsync(
            Source,
            [.. values.Select(value => new SeriesReading(new Series(value.Series, "CNY/t"), [new Observation(Period.Parse(day), value.Value)]))],
            CancellationToken.None);
        await World.DrainAsync();
    }

    public async Task CommitAsync(params Warning[] warnings)
    {
        await World.CommitAsync(warnings);
        await World.DrainAsync();
    }

    /// <summary>Time passes, then the sweep runs and what it brings is handled.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        World.Time.Advance(time);
        await World.Get<MuteSweep>().RunAsync(CancellationToken.None);
        await World.DrainAsync();
    }

    public Task<WarningMute?> HeldAsync(Warning warning) => World.Get<Mutes>().HeldByAsync(warning.Id, CancellationToken.None);

    public async Task<IReadOnlyList<TableEntity>> NotesAsync() =>
        [.. (await World.RowsAsync(TableName.Silences)).Where(row => row.PartitionKey.StartsWith(SilenceKeys.Notes, StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    private static string Line(string body)
    {
        var warning = JsonDocument.Parse(body).RootElement.GetProperty("data");
        return $"{warning.GetProperty("kind").GetString()} {warning.GetProperty("severity").GetString()} {warning.GetProperty("series").GetString()}";
    }
}
