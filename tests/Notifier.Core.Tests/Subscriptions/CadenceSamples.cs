using CsCheck;
using Notifier.Core.Subscriptions;

namespace Notifier.Core.Tests.Subscriptions;

/// <summary>Cadences, zones and instants at random: all zones of this machine.</summary>
internal static class CadenceSamples
{
    private static readonly TimeZoneInfo[] All = [.. TimeZoneInfo.GetSystemTimeZones()];

    public static Gen<TimeZoneInfo> Zones { get; } = Gen.Int[0, All.Length - 1].Select(index => All[index]);

    public static Gen<DateOnly> Dates { get; } = Gen.Int[0, 30 * 365].Select(days => new DateOnly(2015, 1, 1).AddDays(days));

    /// <summary>Half of them whole and half hours between midnight and four, when clocks change.</summary>
    public static Gen<TimeOnly> Times { get; } = Gen.OneOf(
        Gen.Int[0, 1439].Select(minutes => TimeOnly.MinValue.AddMinutes(minutes)),
        Gen.Int[0, 8].Select(halves => TimeOnly.MinValue.AddMinutes(30 * halves)));

    public static Gen<DateTimeOffset> Instants { get; } = Gen.Select(Dates, Gen.Int[0, 86_399])
        .Select((date, seconds) => new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddSeconds(seconds));

    public static Gen<QuietHours> Quiet { get; } = Gen.Select(Times, Times).Where((from, to) => from != to).Select((from, to) => new QuietHours(from, to));

    public static Gen<Cadence> Digests { get; } = Gen.Select(Gen.Bool, Times, Gen.Enum<DayOfWeek>(), Gen.Bool, Quiet)
        .Select((weekly, at, day, hasQuiet, quiet) => new Cadence(weekly ? DigestPeriod.Weekly : DigestPeriod.Daily, at, day, hasQuiet ? quiet : null));
}
