using Notifier.Api.Problems;
using Notifier.Core.Entries.Topics;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;
using Notifier.Core.Warnings.Mutes;
using Notifier.Subscriptions;

namespace Notifier.Api.Silences;

/// <summary>What a silence or one side of an inhibition matches, as asked for. Absent lists match everything, filled ones need one hit each.</summary>
internal sealed record MuteMatchBody(
    IReadOnlyList<string>? Rules = null, IReadOnlyList<string>? Series = null, IReadOnlyList<string>? Topics = null, IReadOnlyList<string>? Tags = null,
    Severity? MinSeverity = null, Severity? MaxSeverity = null)
{
    private const int LongestList = 50;
    private const int LongestTag = 100;

    public MuteMatch ToMatch() => new(Sorted(Rules), Sorted(Series), Sorted(Topics), Sorted(Tags)) { MinSeverity = MinSeverity, MaxSeverity = MaxSeverity };

    /// <param name="pointer">Of this matcher in the body.</param>
    public IEnumerable<ProblemError> Check(string pointer)
    {
        foreach (var (name, list) in new[] { ("rules", Rules), ("series", Series), ("topics", Topics), ("tags", Tags) })
        {
            if (list is { Count: > LongestList })
                yield return Wrong($"{pointer}/{name}", $"give at most {LongestList}");
        }

        foreach (var (place, id) in Each(pointer, "rules", Rules).Concat(Each(pointer, "series", Series)).Where(each => !Identifier.IsValid(each.Item)))
            yield return Wrong(place, $"not an id: {Identifier.Form}");
        foreach (var (place, _) in Each(pointer, "tags", Tags).Where(each => each.Item.Length is 0 or > LongestTag || each.Item.Any(char.IsControl)))
            yield return Wrong(place, $"give 1 to {LongestTag} characters on one line");
        foreach (var (place, _) in Each(pointer, "topics", Topics).Where(each => TopicClassifier.Default.Topics.All(topic => topic.Id != each.Item)))
            yield return Wrong(place, $"there is no such topic: there are {string.Join(", ", TopicClassifier.Default.Topics.Select(topic => topic.Id))}");
        if (MinSeverity > MaxSeverity)
            yield return Wrong($"{pointer}/minSeverity", "above maxSeverity: nothing would match");
    }

    /// <summary>Whether there are the rules and series that it names: a misspelt one would hold nothing, and nobody would see it.</summary>
    public async Task<IEnumerable<ProblemError>> FindAsync(string pointer, MatchCheck check, CancellationToken cancellation) =>
        (await check.JudgeAsync(new MatchRequest { Rules = Rules, Series = Series }, cancellation))
            .Select(problem => Wrong(pointer + problem.Pointer["/match".Length..], problem.Message));

    public static ProblemError Wrong(string pointer, string what) => new(pointer, $"{pointer[1..]}: {what}") { Code = "invalid-value" };

    private static IEnumerable<(string Place, string Item)> Each(string pointer, string name, IReadOnlyList<string>? list) =>
        (list ?? []).Select((item, index) => ($"{pointer}/{name}/{index}", item));

    private static IReadOnlyList<string> Sorted(IReadOnlyList<string>? list) => [.. (list ?? []).Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>Who answers for it and why: what a person sees who wonders why nothing was told.</summary>
internal static class MuteSigning
{
    public const int LongestAuthor = 100;
    public const int LongestComment = 500;

    public static IEnumerable<ProblemError> Check(string? author, string? comment)
    {
        if (author is not null && !IsLine(author, LongestAuthor))
            yield return MuteMatchBody.Wrong("/author", $"give 1 to {LongestAuthor} characters on one line: who answers for it");
        if (comment is not null && !IsLine(comment, LongestComment))
            yield return MuteMatchBody.Wrong("/comment", $"give 1 to {LongestComment} characters on one line: why");
    }

    private static bool IsLine(string text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest && !text.Any(char.IsControl);
}
