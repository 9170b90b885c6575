using CsCheck;
using Notifier.Sources.Polling;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Polling;

/// <summary>The next time equals that of a walk over every minute, around the changes of the clock.</summary>
public sealed class PollScheduleProperties
{
    private static readonly DateTimeOffset[] Changes =
    [
        new(2024, 3, 31, 1, 0, 0, TimeSpan.Zero), new(2024, 10, 27, 1, 0, 0, TimeSpan.Zero), // Berlin
        new(2024, 3, 10, 7, 0, 0, TimeSpan.Zero), new(2024, 11, 3, 6, 0, 0, TimeSpan.Zero), // New York
        new(2024, 4, 6, 15, 0, 0, TimeSpan.Zero), new(2024, 10, 5, 15, 30, 0, TimeSpan.Zero), // Lord Howe, by half an hour
        new(2024, 6, 15, 16, 0, 0, TimeSpan.Zero),
    ];

    private static readonly Gen<int[]> Minutes = Gen.Int[0, 59].Array[1, 3].Select(minutes => minutes.Distinct().Order().ToArray());
    private static readonly Gen<int[]> Hours = Gen.OneOf(Gen.Const(Enumerable.Range(0, 24).ToArray()), Gen.Int[0, 4].Array[1, 3].Select(hours => hours.Distinct().Order().ToArray()));
    private static readonly Gen<int[]> Days = Gen.OneOf(Gen.Const(Enumerable.Range(0, 7).ToArray()), Gen.Int[0, 6].Array[1, 2].Select(days => days.Distinct().Order().ToArray()));

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Shanghai")]
    [InlineData("Australia/Lord_Howe")]
    public void As_a_walk_over_every_minute(string zone) =>
        Gen.Select(Minutes, Hours, Days, Gen.Int[0, Changes.Length - 1], Gen.Int[-2 * 1440, 1440]).Sample(
            (minutes, hours, days, change, offset) =>
            {
                var schedule = $"0 {string.Join(',', minutes)} {(hours.Length == 24 ? "*" : string.Join(',', hours))} * * {(days.Length == 7 ? "*" : string.Join(',', days))}";
                var after = Changes[change].AddMinutes(offset);
                var walk = new Walk(TimeZoneInfo.FindSystemTimeZoneById(zone), minutes, hours, days);
                return Of(zone, schedule).Next(after) == walk.Next(after);
            },
            iter: 300);

    private static PollSchedule Of(string zone, string schedule) =>
        PollSchedule.Find(Definition("csv", "https://example.org/", Series("li")) with { Zone = zone, Schedule = schedule })!;

    private sealed class Walk(TimeZoneInfo zone, int[] minutes, int[] hours, int[] days)
    {
        private const int TenDays = 10 * 1440;

        /// <summary>Every minute that passes has a time on the wall; a named hour also runs for the times that were skipped before it, and not again.</summary>
        public DateTimeOffset Next(DateTimeOffset after)
        {
            for (var at = after.AddMinutes(1); at < after.AddMinutes(TenDays); at = at.AddMinutes(1))
            {
                if (hours.Length == 24 ? Matches(Wall(at)) : IsNamed(at))
                    return at;
            }

            throw new InvalidOperationException("nothing in ten days");
        }

        private bool IsNamed(DateTimeOffset at)
        {
            var (wall, before) = (Wall(at), Wall(at.AddMinutes(-1)));
            var skipped = wall > before.AddMinutes(1) && Enumerable.Range(1, (int)(wall - before).TotalMinutes - 1).Any(minute => Matches(before.AddMinutes(minute)));
            return skipped || (Matches(wall) && !Enumerable.Range(1, 120).Any(back => Wall(at.AddMinutes(-back)) == wall));
        }

        private DateTime Wall(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

        private bool Matches(DateTime wall) => minutes.Contains(wall.Minute) && hours.Contains(wall.Hour) && days.Contains((int)wall.DayOfWeek);
    }
}
