using Notifier.Core.Entries.Topics;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;
using Notifier.Outgoing;

namespace Notifier.Subscriptions;

/// <summary>Judges a request: to a channel with terms, or to everything that is wrong with it.</summary>
internal sealed class SubscriptionRequestCheck
{
    private const int LongestList = 50;

    private readonly List<RequestProblem> _problems = [];

    private SubscriptionRequestCheck()
    {
    }

    /// <param name="allowPrivate">Whether webhooks may be http and on this machine.</param>
    /// <param name="problems">Empty where the result is not null.</param>
    public static CheckedRequest? Judge(SubscriptionRequest request, bool allowPrivate, out IReadOnlyList<RequestProblem> problems)
    {
        var check = new SubscriptionRequestCheck();
        var (address, url) = check.Channel(request.Channel, allowPrivate);
        var terms = check.Terms(request);
        problems = check._problems;
        return problems.Count == 0 ? new CheckedRequest(address, url, terms) : null;
    }

    private (EmailAddress? Address, WebhookUrl? Url) Channel(ChannelRequest? channel, bool allowPrivate)
    {
        switch (channel?.Type)
        {
            case "email":
                if (channel.Url is not null)
                    Problem("/channel/url", "belongs to a webhook");
                if (!EmailAddress.TryParse(channel.Address, out var address, out var addressProblem))
                    Problem("/channel/address", addressProblem);
                return (address, null);
            case "webhook":
                if (channel.Address is not null)
                    Problem("/channel/address", "belongs to e-mail");
                if (!WebhookUrl.TryParse(channel.Url, allowPrivate, out var url, out var urlProblem))
                    Problem("/channel/url", urlProblem);
                else if (Verdict(url, channel.Url!, allowPrivate) is { Allowed: false } verdict)
                    Problem("/channel/url", $"this address is not reached from here ({verdict.Reason}): give one on the public internet");
                return (null, url);
            default:
                Problem("/channel/type", "give email or webhook");
                return (null, null);
        }
    }

    /// <summary>On one machine receivers listen on any port; to the internet the whole address is judged.</summary>
    private static AddressVerdict Verdict(WebhookUrl url, string written, bool allowPrivate) => allowPrivate
        ? new AddressGuard(allowPrivate).JudgeName(url.Host)
        : new UrlGuard(new AddressGuard(allowPrivate)).Judge(written, null);

    private SubscriptionTerms Terms(SubscriptionRequest request)
    {
        var match = request.Match ?? new MatchRequest();
        if (request.Digest is not (null or "immediate"))
            Problem("/digest", "only immediate is possible");
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
            request.TellReminders ?? false);
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

/// <summary>A request that holds: exactly one of address and URL is there.</summary>
internal sealed record CheckedRequest(EmailAddress? Address, WebhookUrl? Url, SubscriptionTerms Terms);
