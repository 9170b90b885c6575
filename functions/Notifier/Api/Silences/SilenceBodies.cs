using Notifier.Api.Problems;
using Notifier.Core.Warnings.Mutes;

namespace Notifier.Api.Silences;

/// <param name="Author">Who answers for it.</param>
/// <param name="Comment">Why.</param>
/// <param name="Match">What is muted; at least one of its lists, or <paramref name="All"/>.</param>
/// <param name="All">True where everything is meant that <paramref name="Match"/> does not restrict to severities.</param>
/// <param name="Starts">Now where absent.</param>
internal sealed record SilenceBody(
    string Author, string Comment, DateTimeOffset Ends, MuteMatchBody? Match = null, bool? All = null, DateTimeOffset? Starts = null)
{
    public IEnumerable<ProblemError> Check(DateTimeOffset now)
    {
        var match = Match ?? new MuteMatchBody();
        var open = match.ToMatch().IsOpen;
        if (open && All != true)
            yield return new("/match", "Name rules, series, topics or tags; or write \"all\": true to mute everything.") { Code = "missing-field" };
        if (!open && All == true)
            yield return MuteMatchBody.Wrong("/all", "leave it out where rules, series, topics or tags are named");
        var starts = Starts ?? now;
        foreach (var error in match.Check("/match").Concat(MuteSigning.Check(Author, Comment)).Concat(SilenceTimes.Check(starts, Ends, now)))
            yield return error;
        if (starts > now + Silence.FurthestStart)
            yield return MuteMatchBody.Wrong("/starts", $"at most {Silence.FurthestStart.TotalDays:0} days ahead");
    }

    /// <param name="id">Of the new silence.</param>
    public Silence ToSilence(string id, DateTimeOffset now) => new(
        id, (Match ?? new MuteMatchBody()).ToMatch(), (Starts ?? now).ToUniversalTime(), Ends.ToUniversalTime(), Author.Trim(), Comment.Trim(), now);
}

/// <summary>Lengthens or shortens a silence.</summary>
/// <param name="Comment">As it was where absent.</param>
internal sealed record SilenceChangeBody(DateTimeOffset Ends, string? Comment = null)
{
    public IEnumerable<ProblemError> Check(Silence silence, DateTimeOffset now) =>
        MuteSigning.Check(null, Comment).Concat(SilenceTimes.Check(silence.Starts, Ends, now));

    public Silence ToSilence(Silence silence) => silence with { Ends = Ends.ToUniversalTime(), Comment = Comment?.Trim() ?? silence.Comment };
}

internal static class SilenceTimes
{
    public static IEnumerable<ProblemError> Check(DateTimeOffset starts, DateTimeOffset ends, DateTimeOffset now)
    {
        if (ends <= now)
            yield return MuteMatchBody.Wrong("/ends", "it would be over already");
        else if (ends <= starts)
            yield return MuteMatchBody.Wrong("/ends", "it would end before it begins");
        else if (ends - starts > Silence.Longest)
            yield return MuteMatchBody.Wrong("/ends", $"at most {Silence.Longest.TotalDays:0} days after it begins; for longer, change the rule or the subscription");
    }
}

/// <param name="All">True where it names no rule, series, topic or tag.</param>
internal sealed record SilenceView(
    string Id, SilenceState State, MuteMatch Match, bool All, DateTimeOffset Starts, DateTimeOffset Ends, string Author, string Comment, DateTimeOffset Created)
{
    public static SilenceView Of(Silence silence, DateTimeOffset now) => new(
        silence.Id, silence.StateAt(now), silence.Match, silence.Match.IsOpen, silence.Starts, silence.Ends, silence.Author, silence.Comment, silence.Created);
}
