using Microsoft.AspNetCore.Http;
using Notifier.Api.Problems;
using Notifier.Core.Deliveries;
using Notifier.Core.Observations;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries;
using Notifier.Subscriptions;

namespace Notifier.Api.Deliveries;

/// <summary>Which dead letters a query or a body means, or what is wrong with it.</summary>
internal static class DeadLetterQuery
{
    private const string Instant = "give an instant with its offset, such as 2026-11-23T09:00:00Z";

    public static (DeadLetterFilter? Filter, Problem? Problem) Read(HttpRequest request)
    {
        foreach (var name in (string[])["from", "to", "subscription", "channel", "warning"])
        {
            if (request.Query[name].Count > 1)
                return (null, Problem.InvalidQuery(name, "give it once"));
        }

        var errors = new List<ProblemError>();
        var filter = Read(Value("from"), Value("to"), Value("subscription"), Value("channel"), Value("warning"), errors);
        return errors.Count == 0 ? (filter, null) : (null, Problem.InvalidQuery(errors[0].Pointer[1..], errors[0].Detail));

        string? Value(string name) => request.Query[name] is { Count: 1 } values ? values[0] : null;
    }

    /// <param name="errors">What is wrong, by the pointers of a body.</param>
    public static DeadLetterFilter Read(string? from, string? to, string? subscription, string? channel, string? warning, List<ProblemError> errors)
    {
        var filter = new DeadLetterFilter(
            Time("from", from, errors), Time("to", to, errors),
            Checked("subscription", subscription, subscription is null || SubscriptionIds.IsValid(subscription), "give the id of a subscription", errors),
            Channel(channel, errors),
            Checked("warning", warning, warning is null || DeliveryId.IsValid(warning), "give the id of a warning", errors));
        if (filter.From > filter.To)
            errors.Add(Wrong("to", "lies before from"));
        return filter;
    }

    private static DateTimeOffset? Time(string name, string? text, List<ProblemError> errors)
    {
        if (text is null)
            return null;
        if (text.Contains('T', StringComparison.Ordinal) && Period.TryParse(text, out _)
            && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time) && time.Year >= 1700)
            return time.ToUniversalTime();
        errors.Add(Wrong(name, Instant));
        return null;
    }

    private static ChannelType? Channel(string? text, List<ProblemError> errors)
    {
        foreach (var type in Enum.GetValues<ChannelType>())
        {
            if (type.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
                return type;
        }

        if (text is not null)
            errors.Add(Wrong("channel", "give email, webhook or feishu"));
        return null;
    }

    private static string? Checked(string name, string? text, bool valid, string advice, List<ProblemError> errors)
    {
        if (!valid)
            errors.Add(Wrong(name, advice));
        return text;
    }

    private static ProblemError Wrong(string name, string detail) => new("/" + name, detail) { Code = "invalid-value" };
}
