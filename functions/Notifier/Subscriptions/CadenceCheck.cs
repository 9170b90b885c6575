using System.Globalization;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;

namespace Notifier.Subscriptions;

/// <summary>Judges when messages are asked to come: digest, quiet hours, grouping.</summary>
internal static class CadenceCheck
{
    public const string NoOverride = "none";

    private const string Hours = "HH:mm";

    public static Cadence Judge(TermsRequest request, List<RequestProblem> problems)
    {
        var digest = Digest(request.Digest, problems);
        var at = request.DigestAt is null ? Cadence.Morning : Time("/digestAt", request.DigestAt, problems);
        var day = Day(request.DigestDay, problems);
        return new Cadence(digest, at, day, Quiet(request.Quiet, problems), request.Grouped);
    }

    public static string Text(TimeOnly time) => time.ToString(Hours, CultureInfo.InvariantCulture);

    private static DigestPeriod Digest(string? word, List<RequestProblem> problems)
    {
        switch (word)
        {
            case null or "immediate":
                return DigestPeriod.Immediate;
            case "daily":
                return DigestPeriod.Daily;
            case "weekly":
                return DigestPeriod.Weekly;
            default:
                problems.Add(new RequestProblem("/digest", "give immediate, daily or weekly"));
                return DigestPeriod.Immediate;
        }
    }

    private static DayOfWeek Day(string? word, List<RequestProblem> problems)
    {
        if (word is null)
            return DayOfWeek.Monday;
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            if (word.Equals(day.ToString(), StringComparison.OrdinalIgnoreCase))
                return day;
        }

        problems.Add(new RequestProblem("/digestDay", "give a day of the week in English, for example monday"));
        return DayOfWeek.Monday;
    }

    private static QuietHours? Quiet(QuietRequest? quiet, List<RequestProblem> problems)
    {
        if (quiet is null)
            return null;
        var before = problems.Count;
        var (from, to) = (Time("/quiet/from", quiet.From, problems), Time("/quiet/to", quiet.To, problems));
        if (problems.Count == before && from == to)
            problems.Add(new RequestProblem("/quiet/to", "they end when they begin: for one message a day ask for a daily digest"));
        return new QuietHours(from, to, Override(quiet.Override, problems));
    }

    private static Severity? Override(string? word, List<RequestProblem> problems)
    {
        switch (word)
        {
            case null:
                return Severity.Extreme;
            case NoOverride:
                return null;
        }

        if (!SeverityText.TryParse(word, out var severity))
            problems.Add(new RequestProblem("/quiet/override", "give minor, moderate, severe, extreme or none"));
        return severity;
    }

    private static TimeOnly Time(string pointer, string? text, List<RequestProblem> problems)
    {
        if (!TimeOnly.TryParseExact(text, Hours, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            problems.Add(new RequestProblem(pointer, "give a local time from 00:00 to 23:59, for example 08:00"));
        return time;
    }
}
