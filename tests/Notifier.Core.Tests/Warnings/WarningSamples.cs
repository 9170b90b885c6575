using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Warnings;

/// <summary>Warnings as the engine makes them, one of each kind.</summary>
internal static class WarningSamples
{
    public static Warning Of(
        TransitionKind kind = TransitionKind.Escalated,
        Severity severity = Severity.Severe,
        Severity? peak = null,
        int sequence = 3,
        string rule = "lithium-carbonate-surge",
        string series = "lithium-carbonate-cn") => new(
        Id: "0123456789abcdef0123456789abcdef",
        Episode: "fedcba9876543210fedcba9876543210",
        Sequence: sequence,
        Rule: rule,
        RuleTitle: "Lithium carbonate surge",
        Series: series,
        Kind: kind,
        Severity: severity,
        Peak: peak ?? severity,
        Period: Period.Parse("2021-01-29"),
        Value: 68000.5,
        Unit: "CNY/t",
        Reason: Numbers + (Ends(kind) ? "" : Pace),
        AlreadySince: kind == TransitionKind.Opened ? Period.Parse("2021-01-04") : null,
        Inputs: new WarningInputs("5f1d", [new(Period.Parse("2020-07-03"), 33500), new(Period.Parse("2021-01-29"), 68000.5)], []),
        Transitions: [new(sequence, kind, severity, Period.Parse("2021-01-29"), 68000.5, Numbers + (Ends(kind) ? "" : Pace), ReasonZh: NumbersZh + (Ends(kind) ? "" : PaceZh))],
        Tags: ["battery"],
        Topics: [],
        ReasonZh: NumbersZh + (Ends(kind) ? "" : PaceZh));

    public static Warning OfEntry(string title, string? link = "https://www.miit.gov.cn/notice/1") => Of(TransitionKind.Opened, Severity.Moderate, sequence: 1) with
    {
        Rule = "battery-notices",
        RuleTitle = "Battery notices",
        Series = "miit",
        Value = 1,
        Unit = "entry",
        Reason = "“锂离子电池行业规范条件” names 锂离子电池",
        ReasonZh = "“锂离子电池行业规范条件”提及锂离子电池",
        AlreadySince = null,
        Inputs = new WarningInputs("77aa", [], ["miit-1"]),
        Transitions = [],
        Topics = ["battery"],
        Entry = new WarningEntry("miit-1", "miit", title, link, Period.Parse("2021-01-29T08:30:00Z")),
    };

    private const string Numbers = "×2.03 of the 365-day low 33,500 CNY/t (2020-07-03), limit ×2";
    private const string NumbersZh = "为365天最低价33,500 CNY/t（2020-07-03）的2.03倍，阈值2倍";
    private const string Pace = "; at this pace ×3 in about 57 days (53–61)";
    private const string PaceZh = "；按此速度约57天后达到3倍（53–61）";

    /// <summary>What ends is told without its pace.</summary>
    private static bool Ends(TransitionKind kind) => kind is TransitionKind.Resolved or TransitionKind.Eased;
}
