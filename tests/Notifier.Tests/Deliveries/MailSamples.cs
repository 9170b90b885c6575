using System.Globalization;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Dashboard.Charts;
using Notifier.Deliveries;
using Notifier.Deliveries.Mail.Charts;
using Notifier.Subscriptions;

namespace Notifier.Tests.Deliveries;

/// <summary>One message of each kind that is mailed, and a chart.</summary>
internal static class MailSamples
{
    private static readonly DateTimeOffset Morning = new(2021, 1, 30, 7, 0, 0, TimeSpan.Zero);

    /// <summary>Two years of days that fall and then double, with the rungs that the sample's reason names.</summary>
    public static SeriesChart Chart { get; } = new(
        new ChartModel(new Series("lithium-carbonate-cn", "CNY/t"), Days(), []),
        [new(Severity.Minor, 41875, false), new(Severity.Moderate, 50250, false), new(Severity.Severe, 67000, true), new(Severity.Extreme, 335000, true)]);

    /// <param name="number">Of the reader.</param>
    public static ChannelMessage Message(Warning? warning, int number, string language, DeliveryKind kind = DeliveryKind.Warning) => new(
        number.ToString("x32", CultureInfo.InvariantCulture),
        kind,
        Morning,
        new Subscription(
            (0xa5_0000 + number).ToString("x32", CultureInfo.InvariantCulture),
            new Channel(ChannelType.Email, $"reader{number}@example.org"),
            new SubscriptionMatch(["lithium-carbonate-surge"], [], [], ["battery"], Severity.Moderate),
            SubscriptionState.Active,
            language,
            "Asia/Shanghai"),
        warning is null ? null : new StoredWarning(warning, Morning));

    public static IEnumerable<ChannelMessage> Kinds(string language) =>
    [
        Message(WarningSamples.Of(), 1, language),
        Message(WarningSamples.OfEntry("<b>锂</b>"), 2, language),
        Message(null, 3, language, DeliveryKind.Confirmation),
        Message(null, 4, language, DeliveryKind.Test),
        .. Enum.GetValues<SummaryReason>().Select(reason => Summary(reason, language)),
        Notice(DisabledReason.Failing, language),
    ];

    /// <summary>A night: one episode fired, got worse and ended; another goes on since days.</summary>
    public static ChannelMessage Summary(SummaryReason reason, string language) => Message(null, 5, language, DeliveryKind.Summary) with
    {
        Summary = WarningSummary.Of(reason, [Goes(TransitionKind.Escalated, Severity.Moderate, "2021-01-29", 4), .. Night()]),
    };

    public static ChannelMessage Notice(DisabledReason reason, string language)
    {
        var message = Message(null, 6, language, DeliveryKind.Notice);
        return message with
        {
            Disabled = reason,
            Subscription = message.Subscription with { Channel = new Channel(ChannelType.Webhook, "https://hooks.example.org/path-secret?key=query-secret", "whsec_x") { Contact = "owner@example.org" } },
        };
    }

    public static IEnumerable<Warning> Night() =>
        new[] { (TransitionKind.Opened, Severity.Severe, "18:10"), (TransitionKind.Escalated, Severity.Extreme, "19:00"), (TransitionKind.Resolved, Severity.Extreme, "21:30") }
            .Select((step, index) => WarningSamples.Of(step.Item1, step.Item2, Severity.Extreme, index + 1, "spot-jump", "lithium-spot-hourly") with
            {
                Id = $"{index + 1:x32}",
                Episode = new string('e', 32),
                RuleTitle = "Spot price jumps",
                Period = Period.Parse($"2021-01-29T{step.Item3}:00Z"),
                Transitions = [new(index + 1, step.Item1, step.Item2, Period.Parse($"2021-01-29T{step.Item3}:00Z"), 68000.5, "", ReasonZh: "")],
            });

    private static Warning Goes(TransitionKind kind, Severity severity, string day, int sequence) => WarningSamples.Of(kind, severity, sequence: sequence) with
    {
        Id = new string('f', 32),
        Period = Period.Parse(day),
        Transitions =
        [
            new(sequence - 1, TransitionKind.Opened, Severity.Minor, Period.Parse("2021-01-20"), 43000, "", ReasonZh: ""),
            new(sequence, kind, severity, Period.Parse(day), 68000.5, "", ReasonZh: ""),
        ],
    };

    private static Observation[] Days() =>
    [
        .. Enumerable.Range(0, 731).Select(day => new Observation(
            Period.From(new DateOnly(2019, 1, 30).AddDays(day)),
            day < 520 ? Math.Round(79000 - (45500 * day / 520.0) + (900 * Math.Sin(day / 9.0))) : Math.Round(33500 + (34500.5 * Math.Pow((day - 520) / 210.0, 2)), 1))),
    ];
}
