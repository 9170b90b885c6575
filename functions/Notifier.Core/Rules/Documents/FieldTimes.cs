using Notifier.Core.Observations;
using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Documents;

/// <summary>Durations and persistences, as fields.</summary>
internal static class FieldTimes
{
    // The sweep that reminds and ticks runs every minute.
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    public static TimeSpan? TakeDuration(this Fields fields, string name)
    {
        if (fields.Take<LocatedString>(name, "a duration as a text, for example \"30d\"") is not { } text)
            return null;
        if (DurationText.TryParse(text.Text.Value, out var duration) && duration >= Shortest)
            return duration;
        fields.Findings.Add(FindingCodes.InvalidDuration, text.Offset, $"{Quoted.Name(text.Text.Value)} is no duration for '{name}': write {DurationText.Form}, at least 1m");
        return null;
    }

    public static Persistence? TakeFor(this Fields fields) =>
        TakePersistence(fields, "for", smallest: 1, FindingCodes.InvalidFor, "leave it out to fire at the first met observation");

    public static Persistence? TakeKeepFiringFor(this Fields fields) =>
        TakePersistence(fields, "keepFiringFor", smallest: 0, FindingCodes.InvalidKeepFiringFor, "leave it out to end at the first unmet observation");

    private static Persistence? TakePersistence(Fields fields, string name, int smallest, FindingCode code, string without)
    {
        if (fields.Take(name) is not { } member)
            return null;
        switch (member.Value)
        {
            case LocatedNumber number when number.Value >= smallest && number.Value <= int.MaxValue && double.IsInteger(number.Value):
                return Persistence.OfCount((int)number.Value);
            case LocatedString text when DurationText.TryParse(text.Text.Value, out var duration) && duration >= TimeSpan.FromSeconds(smallest):
                return Persistence.Of(duration);
            case LocatedNumber or LocatedString:
                fields.Findings.Add(code, member.Value.Offset, $"'{name}' is a count from {smallest} (3) or a duration (\"3d\"){(smallest > 0 ? " longer than nothing" : "")}: {without}");
                return null;
            default:
                fields.WrongType(member, "a count (3) or a duration (\"3d\")");
                return null;
        }
    }
}
