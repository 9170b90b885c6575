using Notifier.Core.Warnings;

namespace Notifier.Core.Backtesting.Scoring;

/// <summary>What one rung did on one series, in counts that may be added up over series.</summary>
/// <param name="Years">The span in which alarms are counted.</param>
/// <param name="FalseE">Alarms without a doubling: none marked within the next 365 days, and not inside [trough, peak] of one.</param>
/// <param name="FalseS">Alarms after which the price does not rise a further 50 % within 180 days.</param>
/// <param name="Events">Doublings of the series.</param>
/// <param name="Announced">One per doubling that an alarm in [trough, mark) announced, by its first alarm.</param>
/// <param name="Days">Observations of the counted span: fired or not, and whether a doubling was marked within the next 365 days.</param>
public sealed record RungTally(
    Severity Severity,
    double Years,
    int Alarms,
    int FalseE,
    int FalseS,
    int Events,
    IReadOnlyList<Announcement> Announced,
    Confusion Days);

/// <param name="Lead">Days from the alarm to the mark.</param>
/// <param name="LeadPeak">Days from the alarm to the peak.</param>
/// <param name="AlreadyUp">The value at the alarm as a multiple of the trough.</param>
public readonly record struct Announcement(double Lead, double LeadPeak, double AlreadyUp);
