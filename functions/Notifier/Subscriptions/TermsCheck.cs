using Notifier.Core.Entries.Topics;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;

namespace Notifier.Subscriptions;

/// <summary>Judges terms: to what is stored, or to everything that is wrong with them.</summary>
internal sealed class TermsCheck
{
    private const int LongestList = 50;

    private readonly List<RequestProblem> _problems;

    private TermsCheck(List<RequestProblem> problems) => _problems = problems;

    /// <param name="problems">What is wrong is added; the result holds only where nothing was.</param>
    public static SubscriptionTerms Judge(TermsRequest request, List<RequestProblem> problems) => new TermsCheck(problems).Terms(request);

    private SubscriptionTerms Terms(TermsRequest request)
    {
        var match = request.Match ?? new MatchRequest();
        var cadence = CadenceCheck.Judge(request, _problems);
        if (request.Zone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            Problem("/zone", "not a time zone: give one such as Asia/Shanghai");
        return new SubscriptionTerms(
            new SubscriptionMatch(
                Ids("/match/rules", match.Rules), Ids("/match/series", match.Series), Topics("/match/topics", match.Topics), Ids("/match/tags", match.Tags),
                Minimum(match.MinSeverity)),
            Language(request.Language),
            request.Zone ?? "UTC",
            request.TellResolved ?? true,
            request.TellEased ?? false,
            request.TellReminders ?? false,
            cadence);
    }

    /// <summary>A language tag (BCP 47): of its region nothing is taken.</summary>
    private string Language(string? tag)
    {
        switch (tag?.Split('-')[0].ToLowerInvariant())
        {
            case null or "en":
                return "en";
            case "zh":
                return "zh-Hans";
            default:
                Problem("/language", "give en or zh-Hans");
                return "en";
        }
    }

    private Severity Minimum(string? word)
    {
        if (word is null)
            return Severity.Minor;
        if (!SeverityText.TryParse(word, out var severity))
            Problem("/match/minSeverity", "give minor, moderate, severe or extreme");
        return severity;
    }

    private List<string> Ids(string pointer, IReadOnlyList<string>? ids)
    {
        if (ids is { Count: > LongestList })
            Problem(pointer, $"at most {LongestList}");
        for (var index = 0; index < Math.Min(ids?.Count ?? 0, LongestList); index++)
        {
            if (!Identifier.IsValid(ids![index]))
                Problem($"{pointer}/{index}", $"not an id: {Identifier.Form}");
        }

        return [.. (ids ?? []).Distinct().Order(StringComparer.Ordinal)];
    }

    private List<string> Topics(string pointer, IReadOnlyList<string>? topics)
    {
        var known = TopicClassifier.Default.Topics.Select(topic => topic.Id).ToList();
        foreach (var (index, topic) in (topics ?? []).Index().Where(one => !known.Contains(one.Item)))
        {
            var hint = NearestName.Of(topic, known) is { } nearest ? $"did you mean '{nearest}'?" : $"there are {string.Join(", ", known)}";
            Problem($"{pointer}/{index}", $"there is no such topic: {hint}");
        }

        return [.. (topics ?? []).Intersect(known).Order(StringComparer.Ordinal)];
    }

    private void Problem(string pointer, string message) => _problems.Add(new RequestProblem(pointer, message));
}
