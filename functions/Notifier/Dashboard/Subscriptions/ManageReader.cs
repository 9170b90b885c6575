using Microsoft.AspNetCore.Http;
using Notifier.Core.Entries.Topics;
using Notifier.Core.Subscriptions;
using Notifier.Dashboard.Pages;
using Notifier.Deliveries;
using Notifier.Rules;
using Notifier.Subscriptions;

namespace Notifier.Dashboard.Subscriptions;

/// <summary>Reads what the manage page shows.</summary>
internal sealed class ManageReader(SubscriptionLinks links, SubscriptionStore subscriptions, RuleStore rules, MessageHistory messages)
{
    /// <summary>More check boxes than these help nobody.</summary>
    private const int MostRules = 60;

    private static readonly IReadOnlyList<string> Zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id == "UTC" || id.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static string Query(HttpRequest request) => $"?token={Uri.EscapeDataString(request.Query["token"].ToString())}";

    /// <returns>The subscription of a manage link, else the page that says what is wrong with the link.</returns>
    public async Task<(StoredSubscription? Stored, IResult? Refused)> FindAsync(HttpRequest request, CancellationToken cancellation)
    {
        var view = await links.PeekAsync(request.Query["token"], cancellation);
        if (view is not { State: LinkState.Holds, Purpose: LinkPurpose.Manage })
            return (null, LinkPages.Refuse(request, view));
        return await subscriptions.FindAsync(view.Subscription!.Id, cancellation) is { } stored
            ? (stored, null)
            : (null, LinkPages.Refuse(request, new LinkView(LinkState.Gone, LinkPurpose.Manage)));
    }

    /// <summary>Its owner undoes what a failing receiver brought about.</summary>
    public static bool CanEnable(StoredSubscription stored) => stored is { Confirmed: not null, Disabled: DisabledReason.Gone or DisabledReason.Failing };

    /// <param name="typed">What was typed and refused; null shows what holds.</param>
    public async Task<ManageModel> ReadAsync(
        HttpRequest request, StoredSubscription stored, CancellationToken cancellation, ManageForm? typed = null, IReadOnlyList<RequestProblem>? problems = null, bool changedMeanwhile = false)
    {
        var texts = ManageTexts.For(stored.Terms.Language);
        var channel = stored.Subscription.Channel;
        var form = typed ?? ManageForm.Of(TermsRequest.Of(stored.Terms, channel.Type));
        var known = (await rules.ReadAsync(cancellation)).Rules.Select(one => new Choice(one.Rule.Id, one.Rule.Title)).Take(MostRules);
        return new ManageModel(
            texts,
            Query(request),
            stored.ETag.ToString(),
            SubscriptionView.Masked(channel),
            changedMeanwhile ? texts.Say("It was changed in another place meanwhile. This is how it is now.", "订阅已在别处更改。以下为目前的设置。") : Done(request, texts),
            State(stored, texts),
            CanEnable(stored),
            channel.Type == ChannelType.Email,
            form,
            Errors(problems ?? [], texts),
            With(known, form.Rules),
            With([], form.Series),
            With(TopicClassifier.Default.Topics.Select(topic => new Choice(topic.Id, topic.Names.GetValueOrDefault(texts.Language) ?? topic.Id)), form.Topics),
            With([], form.Tags),
            Zones,
            await messages.ReadAsync(stored, texts.Language, cancellation));
    }

    private static string? Done(HttpRequest request, ManageTexts texts) =>
        request.Query["done"] == "saved" ? texts.Say("Saved. It holds from now on.", "已保存，立即生效。") : null;

    private static string? State(StoredSubscription stored, ManageTexts texts) => stored.Subscription.State switch
    {
        SubscriptionState.Active => null,
        SubscriptionState.Pending => texts.Say("It waits for its confirmation: nothing is sent before.", "尚待确认：确认之前不发送任何内容。"),
        _ => Explanations.SwitchedOff(stored.Disabled).In(texts.Language),
    };

    private static Dictionary<string, string> Errors(IReadOnlyList<RequestProblem> problems, ManageTexts texts) =>
        problems.GroupBy(problem => Field(problem.Pointer)).ToDictionary(field => field.Key, field => texts.Error(field.First().Pointer, field.First().Message));

    /// <summary><c>/match/rules/3</c> is the field <c>rules</c>, <c>/quiet/from</c> is <c>quiet/from</c>.</summary>
    private static string Field(string pointer) => pointer.StartsWith("/match/", StringComparison.Ordinal) ? pointer.Split('/')[2] : pointer[1..];

    /// <summary>What is chosen stands there too, whether it still exists or not.</summary>
    private static List<Choice> With(IEnumerable<Choice> known, IReadOnlyList<string> chosen)
    {
        var choices = known.ToList();
        choices.AddRange(chosen.Except(choices.Select(choice => choice.Value)).Select(id => new Choice(id, id)));
        return choices;
    }
}
