using System.Diagnostics;
using System.Globalization;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Indicators;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;
using Notifier.Hosting;

namespace Notifier.Cli.Replay;

/// <summary>Goes through a history day by day: publishes it, lets the service poll, evaluate and deliver, and prints what it told.</summary>
internal sealed class ReplayRun(ReplayInput input, ReplaySetting setting, WarningPrinter printer, ReplayProgress progress)
{
    private readonly bool _ticks = input.Rules.SelectMany(rule => rule.Indicators()).Any(indicator => indicator.ChangesWithTime);
    private readonly List<Warning> _told = [];

    /// <summary>What was told, in the order of the lines printed.</summary>
    public IReadOnlyList<Warning> Told => _told;

    /// <summary>Warnings that were to be told and were not, with what became of them.</summary>
    public List<string> Lost { get; } = [];

    /// <summary>Polls of a source, those without news included.</summary>
    public int Polls { get; private set; }

    public int DaysPolled { get; private set; }

    public async Task RunAsync(double? daysPerSecond, CancellationToken cancellation)
    {
        var days = ReplayDay.Of(input.Series, PolicyNotice.All, _ticks);
        var started = Stopwatch.GetTimestamp();
        for (var index = 0; index < days.Count; index++)
        {
            if (daysPerSecond is { } speed)
                await WaitAsync(TimeSpan.FromSeconds((days[index].Date.DayNumber - days[0].Date.DayNumber) / speed) - Stopwatch.GetElapsedTime(started), cancellation);
            progress.At(days[index].Date, index, days.Count);
            await RunDayAsync(days[index], edge: index == 0 || index == days.Count - 1, cancellation);
        }

        progress.Clear();
    }

    /// <param name="edge">The feed is polled whatever it holds: first for its baseline, because what was there before anybody watched is no news; last so that nobody finds it silent.</param>
    private async Task RunDayAsync(ReplayDay day, bool edge, CancellationToken cancellation)
    {
        var (prices, policies) = setting.Source.Publish(day.End);
        if (prices)
            await PollAsync(WorkTimers.PollPrices, day.PricesPolled, input.Series.Count, cancellation);
        if (policies || edge)
            await PollAsync(WorkTimers.PollPolicies, day.PoliciesPolled, 1, cancellation);
        if (prices || policies || edge)
            DaysPolled++;
        if (_ticks)
            await WorkAsync(WorkTimers.Sweep, day.Swept, 0, cancellation);
    }

    private Task PollAsync(string timer, DateTimeOffset at, int sources, CancellationToken cancellation)
    {
        Polls += sources;
        return WorkAsync(timer, at, sources, cancellation);
    }

    /// <param name="quiet">Messages handled where nothing happens: then nobody was told anything.</param>
    private async Task WorkAsync(string timer, DateTimeOffset at, int quiet, CancellationToken cancellation)
    {
        setting.Clock.AdvanceTo(at);
        await setting.Host.RunTimerAsync(timer, cancellation);
        if (await setting.Host.DrainAsync(cancellation) > quiet)
            await TellAsync(at, cancellation);
    }

    private async Task TellAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        foreach (var warning in await setting.Ledger.NewWarningsAsync(at, cancellation))
        {
            // Easing and reminders are told to those who asked for them; the two subscriptions here did not.
            if (warning.Kind is TransitionKind.Eased or TransitionKind.Reminder)
                continue;
            await RequireSentAsync(warning, "the mail", setting.MailSubscription, cancellation);
            await RequireSentAsync(warning, "the webhook", setting.WebhookSubscription, cancellation);
            progress.Clear();
            printer.Print(warning);
            _told.Add(warning);
        }
    }

    private async Task RequireSentAsync(Warning warning, string channel, string subscription, CancellationToken cancellation)
    {
        var state = await setting.Ledger.StateAsync(warning, subscription, cancellation);
        if (state != DeliveryState.Sent)
            Lost.Add(string.Create(CultureInfo.InvariantCulture, $"{channel} of {WarningLine.Format(warning)} is {state?.ToString().ToLowerInvariant() ?? "missing"}"));
    }

    private static Task WaitAsync(TimeSpan time, CancellationToken cancellation) => time > TimeSpan.Zero ? Task.Delay(time, cancellation) : Task.CompletedTask;
}
