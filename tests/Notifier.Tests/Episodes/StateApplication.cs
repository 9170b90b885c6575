using System.Text;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Rules;
using Notifier.Sources;
using Notifier.Storage;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Episodes;

/// <summary>The application on Azurite, with a clock and storage faults that a test controls. Two with one prefix are two instances.</summary>
internal sealed class StateApplication : IAsyncDisposable
{
    public const string Source = "gfex";

    private readonly IHost _host;

    private StateApplication(IHost host, string prefix, FakeTimeProvider clock, StorageFaults faults) =>
        (_host, Prefix, Clock, Faults) = (host, prefix, clock, faults);

    public string Prefix { get; }

    public FakeTimeProvider Clock { get; }

    public StorageFaults Faults { get; }

    public TableStore Tables => Get<TableStore>();

    public StorageMeter Meter => Get<StorageMeter>();

    public ShardCommits Commits => Get<ShardCommits>();

    public RuleStore Rules => Get<RuleStore>();

    public static async Task<StateApplication> StartAsync(AzuriteFixture azurite, string? prefix = null, FakeTimeProvider? clock = null)
    {
        prefix ??= azurite.NewPrefix();
        clock ??= new FakeTimeProvider(new DateTimeOffset(2024, 6, 1, 12, 0, 0, TimeSpan.Zero));
        var faults = new StorageFaults();
        var host = await azurite.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton<HttpPipelinePolicy>(faults),
            prefix);
        var application = new StateApplication(host, prefix, clock, faults);
        await application.Tables.Table(TableName.Sources).UpsertEntityAsync(new TableEntity("sources", Source));
        application.Meter.Reset();
        return application;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async Task<string> SaveAsync(string rule)
    {
        var parsed = RuleDocument.Parse(Encoding.UTF8.GetBytes(rule));
        Assert.Empty(parsed.Findings);
        var before = (await Rules.ReadAsync(CancellationToken.None)).Rules.FirstOrDefault(stored => stored.Rule.Id == parsed.Rules[0].Id);
        return (await Rules.PutAsync(parsed.Rules[0], before?.ETag, CancellationToken.None))!;
    }

    public Task<CommitSummary> CommitAsync(params SeriesReading[] readings) => Commits.CommitAsync(Source, readings, CancellationToken.None);

    public Task SweepAsync() => Get<WorkTimers>().RunAsync(WorkTimers.Sweep, CancellationToken.None);

    public async Task<List<TableEntity>> StateRowsAsync(string rowPrefix)
    {
        var rows = await Tables.Table(TableName.State).QueryAsync<TableEntity>().ToListAsync();
        return [.. rows.Where(row => row.RowKey.StartsWith(rowPrefix, StringComparison.Ordinal))];
    }

    /// <summary>All warnings in the outbox, in the order of commits.</summary>
    public async Task<List<Warning>> OutboxAsync() =>
        [.. (await StateRowsAsync(Outbox.Prefix)).OrderBy(row => row.RowKey, StringComparer.Ordinal).SelectMany(Outbox.Warnings)];

    public async Task<List<string>> LinesAsync() => [.. (await OutboxAsync()).Select(warning => $"{warning.Period} {warning.Kind} {warning.Severity}")];

    /// <summary>Takes all messages of a queue.</summary>
    public async Task<List<string>> MessagesAsync(string queue)
    {
        var texts = new List<string>();
        while (true)
        {
            var batch = (await Get<QueueStore>().Queue(queue).ReceiveMessagesAsync(32)).Value;
            if (batch.Length == 0)
                return texts;
            texts.AddRange(batch.Select(message => message.Body.ToString()));
        }
    }

    public static SeriesReading Reading(string series, params (string Period, double Value)[] values) =>
        new(new Series(series, "CNY/t"), [.. values.Select(value => new Observation(Period.Parse(value.Period), value.Value))]);

    public static SeriesReading Daily(string series, string from, params double[] values) =>
        new(new Series(series, "CNY/t"), [.. values.Select((value, day) => new Observation(Period.Parse(from).Add(TimeSpan.FromDays(day)), value))]);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
