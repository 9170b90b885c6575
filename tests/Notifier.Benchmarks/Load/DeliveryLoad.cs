using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Storage.Azurite;
using Notifier.Subscriptions;

namespace Notifier.Benchmarks.Load;

/// <summary>
/// One warning to many subscriptions on an Azurite of its own, with a receiver in a process of its own: the application as
/// composed, with its pump. What came is read from the receiver's log; time, storage and memory are of the fan-out alone.
/// </summary>
internal sealed class DeliveryLoad(ChannelType channel, int subscribers, int failing)
{
    private static readonly Period Day = Period.Parse("2026-11-23");

    /// <summary>Jumped forward between rounds, so that retries over a day take none.</summary>
    private readonly JumpingTime _time = new();

    public async Task RunAsync(TextWriter output)
    {
        var file = Path.GetTempFileName();
        await using var storage = await LocalStorage.InMemoryAsync(Console.Error, CancellationToken.None);
        using var receiver = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["receive", file, $"{failing}"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var url = (await receiver.StandardOutput.ReadLineAsync())!;
        using var host = Compose(storage.ConnectionString, url);
        await host.StartAsync();
        var warning = Warning();
        var expected = await SubscribeAsync(host.Services, warning, url + "/hook");
        output.WriteLine($"{subscribers:n0} subscriptions stored, {Megabytes()} MB");
        var meter = host.Services.GetRequiredService<StorageMeter>();
        meter.Reset();
        using var memory = new MemoryWatch();
        var started = Stopwatch.StartNew();
        await CommitAsync(host.Services, warning);
        var first = TimeSpan.Zero;
        for (var round = 0; round < 12; round++)
        {
            await host.Services.GetRequiredService<QueuePump>().DrainAsync(CancellationToken.None);
            if (round == 0)
                first = started.Elapsed;
            _time.Jump(TimeSpan.FromHours(12.5));
            if (await host.Services.GetRequiredService<DeliverySweep>().RunAsync(CancellationToken.None) == 0)
                break;
        }

        using var client = new HttpClient();
        await client.PostAsync(url + "/flush", null);
        await ReportAsync(output, host.Services, expected, file, meter, first, memory);
        receiver.StandardInput.Close();
        await receiver.WaitForExitAsync();
        File.Delete(file);
    }

    private async Task ReportAsync(TextWriter output, IServiceProvider services, HashSet<string> expected, string file, StorageMeter meter, TimeSpan first, MemoryWatch memory)
    {
        var calls = meter.Total;
        var lines = (await File.ReadAllLinesAsync(file)).Select(line => line.Split(' ')).ToList();
        var accepted = lines.Where(line => line[1][0] == '2').GroupBy(line => line[0]).ToDictionary(group => group.Key, group => group.Count());
        var states = new Dictionary<string, int>();
        await foreach (var row in services.GetRequiredService<TableStore>().Table(TableName.Deliveries).QueryAsync<TableEntity>(select: ["RowKey", "State"]))
        {
            var kind = row.RowKey.StartsWith(DeliveryKeys.Record, StringComparison.Ordinal) ? row.GetString("State") : row.RowKey[..2];
            states[kind] = states.GetValueOrDefault(kind) + 1;
        }

        output.WriteLine($"{channel}, {subscribers:n0} subscriptions, {failing} % refused: {lines.Count:n0} requests or recipients came");
        output.WriteLine($"accepted {accepted.Count:n0}; lost {expected.Count(id => !accepted.ContainsKey(id)):n0}; of others {accepted.Keys.Count(id => !expected.Contains(id)):n0}; more than once {accepted.Count(one => one.Value > 1):n0}");
        output.WriteLine($"stored: {string.Join(", ", states.OrderBy(state => state.Key).Select(state => $"{state.Key} {state.Value:n0}"))}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first round {first.TotalSeconds:n1} s, {subscribers / first.TotalSeconds:n0} a second; {calls * 1000.0 / subscribers:n0} storage transactions per 1,000 recipients; process {memory.Before} MB before, {memory.Peak} MB at most"));
    }

    private IHost Compose(string connectionString, string url)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(
        [
            new("AzureWebJobsStorage", connectionString),
            new("Notifier:AllowPrivateTargets", "true"),
            new("Notifier:PublicUrl", "https://warnings.example.org/"),
            new("Notifier:GroupWait", "00:00:00"),
            new("Notifier:Deliveries:PerHostConcurrency", "64"),
            new("Notifier:Email", "sendgrid"),
            new("SendGrid:ApiKey", "SG.load"),
            new("SendGrid:From", "warnings@example.org"),
            new("SendGrid:Host", url),
        ]);
        builder.AddNotifier();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time));
        return builder.Build();
    }

    /// <summary>Rows as the store writes them, a hundred in a transaction: 100,000 requests of people are not what is measured.</summary>
    private async Task<HashSet<string>> SubscribeAsync(IServiceProvider services, Warning warning, string url)
    {
        var random = new Random(5);
        var ids = Enumerable.Range(0, subscribers).Select(_ => Convert.ToHexStringLower(Bytes(random))).ToList();
        var tables = services.GetRequiredService<TableStore>();
        var used = services.GetRequiredService<UsedShards>();
        foreach (var shard in ids.GroupBy(ShardMap.ShardOf))
        {
            await used.SetAsync(shard.Key, CancellationToken.None);
            foreach (var some in shard.Chunk(100))
            {
                var stored = some.Select(id => Stored(id, url)).ToList();
                await tables.TransactAsync(TableName.Subscriptions, [.. stored.Select(one => new TableTransactionAction(TableTransactionActionType.Add, one.ToRow()))], CancellationToken.None);
                var rows = stored.Select(one => new TableEntity($"any|{ShardMap.Text(shard.Key)}", one.Id) { ["Terms"] = SubscriptionTerms.Of(one.Subscription).ToJson(), ["Type"] = channel.ToString() });
                await tables.TransactAsync(TableName.SubscriptionIndex, [.. rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row))], CancellationToken.None);
            }
        }

        return [.. ids.Select(id => DeliveryId.Of(warning, id))];
    }

    private StoredSubscription Stored(string id, string url)
    {
        var target = channel == ChannelType.Email
            ? new Channel(channel, $"{id}@example.org")
            : new Channel(channel, url, WebhookSecret.From(Convert.FromHexString(id + id)).Reveal());
        var now = _time.GetUtcNow();
        return new StoredSubscription(new Subscription(id, target, new SubscriptionMatch([], [], [], []), SubscriptionState.Active), now, now, 1, now);
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return bytes;
    }

    private async Task CommitAsync(IServiceProvider services, Warning warning)
    {
        var row = Outbox.Row("load~0000", warning.Series, warning.Sequence, [warning], _time.GetUtcNow());
        await services.GetRequiredService<TableStore>().AddAsync(TableName.State, row, CancellationToken.None);
        await services.GetRequiredService<QueueStore>().SendAsync(QueueName.Dispatch, QueueMessages.Dispatch(row.PartitionKey, -1, row.RowKey), CancellationToken.None);
    }

    private static Warning Warning() => new(
        Id: "0123456789abcdef0123456789abcdef", Episode: "fedcba9876543210fedcba9876543210", Sequence: 1,
        Rule: "lithium-carbonate-surge", RuleTitle: "Lithium carbonate surge", Series: "lithium-carbonate-cn",
        Kind: TransitionKind.Opened, Severity: Severity.Severe, Peak: Severity.Severe, Period: Day, Value: 68000.5, Unit: "CNY/t",
        Reason: "×2.03 of the 365-day low 33,500 CNY/t", AlreadySince: null,
        Inputs: new WarningInputs("5f1d", [new(Day, 68000.5)], []),
        Transitions: [new(1, TransitionKind.Opened, Severity.Severe, Day, 68000.5, "×2.03", ReasonZh: "2.03倍")],
        Tags: ["battery"], Topics: [], ReasonZh: "为365天最低价33,500 CNY/t的2.03倍");

    private static long Megabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / (1024 * 1024);
    }

    private sealed class JumpingTime : TimeProvider
    {
        private TimeSpan _ahead;

        public void Jump(TimeSpan by) => _ahead += by;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;
    }

    private sealed class MemoryWatch : IDisposable
    {
        private readonly Timer _timer;

        public MemoryWatch() => _timer = new Timer(_ => Peak = Math.Max(Peak, Megabytes()), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(250));

        public long Before { get; } = Megabytes();

        public long Peak { get; private set; }

        public void Dispose() => _timer.Dispose();
    }
}
