using System.Globalization;
using Notifier.Core.Observations;

namespace Notifier.Observations;

/// <summary>A change of the futures contract as it stands beside its observation: <c>lc2411 80000 lc2501 128000 2024-11-01</c>, with <c>-</c> where no day is known on which both settled.</summary>
internal static class RollText
{
    private const string Unmeasured = "-";

    public static string? Write(Roll? roll) => roll is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{roll.From} {roll.Before:R} {roll.To} {roll.After:R} {roll.Measured?.ToString() ?? Unmeasured}");

    public static Roll? Read(Period at, string? text) => text?.Split(' ') is [var from, var before, var to, var after, var measured]
        ? new(at, from, to, double.Parse(before, CultureInfo.InvariantCulture), double.Parse(after, CultureInfo.InvariantCulture), measured == Unmeasured ? null : Period.Parse(measured))
        : null;

    /// <summary>For people: <c>rolled from lc2411: 80000 = 128000 on 2024-11-01</c>.</summary>
    public static string Words(Roll roll) => roll.Measured is { } day
        ? string.Create(CultureInfo.InvariantCulture, $"rolled from {roll.From}: {roll.Before} = {roll.After} on {day}")
        : string.Create(CultureInfo.InvariantCulture, $"rolled from {roll.From} without a day on which both settled: the step counts as none");
}
