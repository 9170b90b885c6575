using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;

namespace Notifier.Subscriptions;

/// <summary>The terms of a subscription in the words of the API: as they are given, and as they are shown.</summary>
/// <param name="Language">BCP 47: <c>en</c> or <c>zh-Hans</c>. Default <c>en</c>.</param>
/// <param name="Zone">IANA time zone of all local times. Default <c>UTC</c>.</param>
/// <param name="Digest"><c>immediate</c>, the default, <c>daily</c> or <c>weekly</c>.</param>
/// <param name="DigestAt">Local time of a digest. Default <c>08:00</c>.</param>
/// <param name="DigestDay">Day of a weekly digest. Default <c>monday</c>.</param>
/// <param name="Grouped">Whether warnings that belong together and come within the group wait are one message. Default: for people yes, for programs no.</param>
internal sealed record TermsRequest(
    MatchRequest? Match = null,
    string? Language = null,
    string? Zone = null,
    string? Digest = null,
    string? DigestAt = null,
    string? DigestDay = null,
    QuietRequest? Quiet = null,
    bool? Grouped = null,
    bool? TellResolved = null,
    bool? TellEased = null,
    bool? TellReminders = null)
{
    /// <summary>Given back unchanged, it makes the same terms.</summary>
    public static TermsRequest Of(SubscriptionTerms terms, ChannelType channel)
    {
        var cadence = terms.Cadence ?? Cadence.Immediate;
        return new TermsRequest(
            Of(terms.Match),
            terms.Language,
            terms.Zone,
            Word(cadence.Digest),
            cadence.Digest == DigestPeriod.Immediate ? null : CadenceCheck.Text(cadence.DigestAt),
            cadence.Digest == DigestPeriod.Weekly ? Word(cadence.DigestDay) : null,
            cadence.Quiet is { } quiet ? new QuietRequest(CadenceCheck.Text(quiet.From), CadenceCheck.Text(quiet.To), quiet.Override?.Word() ?? CadenceCheck.NoOverride) : null,
            cadence.Grouped ?? channel != ChannelType.Webhook,
            terms.TellResolved,
            terms.TellEased,
            terms.TellReminders);
    }

    private static MatchRequest Of(SubscriptionMatch match) =>
        new(Listed(match.Rules), Listed(match.Series), Listed(match.Topics), Listed(match.Tags), match.MinimumSeverity.Word());

    private static IReadOnlyList<string>? Listed(IReadOnlyList<string> ids) => ids.Count == 0 ? null : ids;

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
