namespace Notifier.Core.Warnings.Mutes;

/// <summary>While an episode that matches <paramref name="Source"/> is open, warnings that match <paramref name="Target"/> and are equal to it are muted.</summary>
/// <param name="Id">As <see cref="Observations.Identifier"/>.</param>
/// <param name="Equal">What has to be the same on both sides: <c>series</c>, <c>rule</c>, or <c>tag:PREFIX</c>: a tag that begins so and stands on both.</param>
public sealed record Inhibition(
    string Id, MuteMatch Source, MuteMatch Target, IReadOnlyList<string> Equal, string Author, string Comment)
{
    public const string EqualSeries = "series";
    public const string EqualRule = "rule";
    public const string EqualTag = "tag:";

    /// <summary>Whether a text is one of the three forms of <see cref="Equal"/>.</summary>
    public static bool IsEqual(string text) =>
        text is EqualSeries or EqualRule || (text.StartsWith(EqualTag, StringComparison.Ordinal) && text.Length > EqualTag.Length);

    /// <summary>Whether the open episode of <paramref name="source"/> mutes <paramref name="target"/>.</summary>
    /// <remarks>
    /// Never itself, and, as in Alertmanager, nothing that matches both sides by something that matches both sides: two of them would
    /// mute each other. Unlike there, a tag that both lack is not the same.
    /// </remarks>
    public bool Mutes(MuteSubject source, MuteSubject target) =>
        source.Episode != target.Episode
        && Source.Matches(source) && Target.Matches(target)
        && !(Target.Matches(source) && Source.Matches(target))
        && Equal.All(what => IsSame(what, source, target));

    private static bool IsSame(string what, MuteSubject source, MuteSubject target) => what switch
    {
        EqualSeries => source.Series == target.Series,
        EqualRule => source.Rule == target.Rule,
        _ => source.Tags.Any(tag => tag.StartsWith(what.AsSpan(EqualTag.Length), StringComparison.Ordinal) && target.Tags.Contains(tag)),
    };
}
