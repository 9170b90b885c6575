using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Notifier.Core.Observations;
using Notifier.Outgoing;
using Notifier.Sources;
using Notifier.Tests.Driving;

namespace Notifier.Tests.Sources;

/// <summary>The adapters as the application registers them, with short times, a clock of the test's, and everything logged kept.</summary>
internal sealed class SourceBench : IDisposable
{
    /// <summary>Noon in Shanghai of a Monday.</summary>
    public static readonly DateTimeOffset Now = new(2024, 7, 15, 4, 0, 0, TimeSpan.Zero);

    private readonly IHost _host;

    public SourceBench(params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(
        [
            new("Notifier:AllowPrivateTargets", "true"),
            new("Notifier:Sources:RetryDelay", "00:00:00.001"),
            new("Notifier:Sources:AttemptTimeout", "00:00:05"),
        ]);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.AddOutgoing().AddSources();
        _host = builder.Build();
    }

    public LogLines Logs { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Now);

    public IServiceProvider Services => _host.Services;

    public ISource Kind(string kind) => Services.GetServices<ISource>().Single(source => source.Kind == kind);

    public Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor? cursor = null) =>
        Kind(definition.Kind).ReadAsync(definition, cursor ?? SourceCursor.Start, TestContext.Current.CancellationToken);

    public static SourceDefinition Definition(string kind, string url, params SourceSeries[] series) =>
        new("spot-prices", kind, url, "0 30 17 * * 1-5", "Asia/Shanghai", null, series, new Dictionary<string, string>());

    public static SourceSeries Series(string id, string? date = null, string? value = null, string? symbol = null, Frequency frequency = Frequency.Daily) =>
        new(id, "CNY/t", frequency, "", date, value, symbol);

    /// <summary><c>2024-07-12 90500</c> a line, of the only series.</summary>
    public static IEnumerable<string> Lines(SourceReading reading) => Lines(Assert.Single(reading.Series));

    public static IEnumerable<string> Lines(SeriesReading reading) => reading.Observations.Select(one => FormattableString.Invariant($"{one.Period} {one.Value}"));

    public void Dispose() => _host.Dispose();
}
