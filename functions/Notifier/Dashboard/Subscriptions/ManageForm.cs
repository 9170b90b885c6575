using Microsoft.AspNetCore.Http;
using Notifier.Subscriptions;

namespace Notifier.Dashboard.Subscriptions;

/// <summary>The fields of the manage page as they were typed: what is wrong is shown again with its error.</summary>
public sealed record ManageForm(
    string MinSeverity, IReadOnlyList<string> Rules, IReadOnlyList<string> Series, IReadOnlyList<string> Topics, IReadOnlyList<string> Tags,
    string Language, string Zone, string Digest, string DigestAt, string DigestDay,
    bool Quiet, string QuietFrom, string QuietTo, string Override, bool Grouped, bool TellResolved, bool TellEased, bool TellReminders)
{
    private const string On = "on";

    /// <summary>Where nothing is chosen, the fields show what would be if it were.</summary>
    internal static ManageForm Of(TermsRequest terms) => new(
        terms.Match?.MinSeverity ?? "minor", terms.Match?.Rules ?? [], terms.Match?.Series ?? [], terms.Match?.Topics ?? [], terms.Match?.Tags ?? [],
        terms.Language ?? "en", terms.Zone ?? "UTC", terms.Digest ?? "immediate", terms.DigestAt ?? "08:00", terms.DigestDay ?? "monday",
        terms.Quiet is not null, terms.Quiet?.From ?? "22:00", terms.Quiet?.To ?? "07:00", terms.Quiet?.Override ?? "extreme",
        terms.Grouped ?? true, terms.TellResolved ?? true, terms.TellEased ?? false, terms.TellReminders ?? false);

    internal static ManageForm Read(IFormCollection form) => new(
        One(form, "minSeverity"), Many(form, "rules"), Many(form, "series"), Many(form, "topics"), Many(form, "tags"),
        One(form, "language"), One(form, "zone").Trim(), One(form, "digest"), One(form, "digestAt"), One(form, "digestDay"),
        Ticked(form, "quiet"), One(form, "quietFrom"), One(form, "quietTo"), One(form, "override"),
        Ticked(form, "grouped"), Ticked(form, "tellResolved"), Ticked(form, "tellEased"), Ticked(form, "tellReminders"));

    internal TermsRequest ToTerms() => new(
        new MatchRequest(Rules, Series, Topics, Tags, MinSeverity), Language, Zone, Digest, Time(DigestAt), DigestDay,
        Quiet ? new QuietRequest(Time(QuietFrom), Time(QuietTo), Override) : null, Grouped, TellResolved, TellEased, TellReminders);

    /// <summary>Some browsers send the seconds too.</summary>
    private static string Time(string text) => text is { Length: 8 } && text.EndsWith(":00", StringComparison.Ordinal) ? text[..5] : text;

    private static string One(IFormCollection form, string name) => form[name].FirstOrDefault() ?? "";

    private static IReadOnlyList<string> Many(IFormCollection form, string name) => [.. form[name].OfType<string>()];

    private static bool Ticked(IFormCollection form, string name) => form[name] == On;
}
