using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Notifier.Benchmarks.Backtesting.Scoring;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Notifier.Benchmarks.CriticalValues;
using Notifier.Benchmarks.Feeds;
using Notifier.Benchmarks.Load;
using Notifier.Benchmarks.Prometheus;
using Notifier.Core.Subscriptions;

// No benchmark, but as long a computation: critical-values PATHS > critical-values.csv
if (args is ["critical-values", var paths])
{
    CriticalValueTable.Write(Console.Out, int.Parse(paths, CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["search", var candidates, .. var panel])
{
    PackSearch.Run(candidates, panel is ["monthly"]);
    return 0;
}

if (args is ["futures", var rule])
{
    FuturesBeforeSpot.Run(rule);
    return 0;
}

// What each reader of feeds has right of the shared cases: feeds
if (args is ["feeds"])
{
    FeedScores.Run(Console.Out);
    return 0;
}

// Both in one run, where Prometheus is installed: prometheus
if (args is ["prometheus"])
    return await PrometheusComparison.RunAsync(Console.Out);

// Many subscriptions, one warning: load email 100000 0, or load webhook 10000 20 (percent that the receiver refuses)
if (args is ["load", var channel, var subscribers, var refused])
{
    await new DeliveryLoad(Enum.Parse<ChannelType>(channel, ignoreCase: true), int.Parse(subscribers, CultureInfo.InvariantCulture), int.Parse(refused, CultureInfo.InvariantCulture)).RunAsync(Console.Out);
    return 0;
}

// Its receiver, in a process of its own.
if (args is ["receive", var log, var percent])
{
    await LoadReceiver.RunAsync(log, int.Parse(percent, CultureInfo.InvariantCulture));
    return 0;
}

// In this process: the measured code is the one that this build made, with its build settings.
var config = DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(60));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
return 0;
