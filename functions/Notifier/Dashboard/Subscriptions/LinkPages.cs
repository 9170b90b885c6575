using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Notifier.Api;
using Notifier.Api.Limits;
using Notifier.Api.Problems;
using Notifier.Dashboard.Pages;
using Notifier.Deliveries.Mail;
using Notifier.Subscriptions;

namespace Notifier.Dashboard.Subscriptions;

/// <summary>
/// The pages that mails lead to. A GET shows and changes nothing, because scanners follow links; a POST to the same address acts.
/// The signed token in the address is the right to act, so that no cookie and no antiforgery token are needed, and a mail
/// program's one-click POST (RFC 8058) works.
/// </summary>
internal static class LinkPages
{
    public static void MapLinkPages(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("/").AllowAnonymous().ExcludeFromDescription();
        pages.MapRead(PublicLinks.ConfirmPath, ShowConfirmAsync);
        pages.MapPost(PublicLinks.ConfirmPath, ConfirmAsync).LimitPublicChanges();
        pages.MapRead(PublicLinks.UnsubscribePath, ShowUnsubscribeAsync);
        pages.MapPost(PublicLinks.UnsubscribePath, UnsubscribeAsync).LimitPublicChanges();
        pages.MapManagePages();
    }

    private static async Task<IResult> ShowConfirmAsync(HttpRequest request, SubscriptionLinks links, CancellationToken cancellation)
    {
        var view = await links.PeekAsync(request.Query["token"], cancellation);
        return Holds(view, LinkPurpose.Confirm)
            ? Page(request, view, static texts => (texts.ConfirmTitle, texts.ConfirmLead, texts.ConfirmButton), PublicLinks.ConfirmPath)
            : Refuse(request, view);
    }

    private static async Task<IResult> ConfirmAsync(HttpRequest request, SubscriptionLinks links, CancellationToken cancellation)
    {
        var view = await links.ConfirmAsync(request.Query["token"], cancellation);
        return view.State == LinkState.Holds
            ? Page(request, view, static texts => (texts.ConfirmedTitle, texts.ConfirmedLead, null))
            : Refuse(request, view);
    }

    private static async Task<IResult> ShowUnsubscribeAsync(HttpRequest request, SubscriptionLinks links, CancellationToken cancellation)
    {
        var view = await links.PeekAsync(request.Query["token"], cancellation);
        return Holds(view, LinkPurpose.Unsubscribe, LinkPurpose.Manage)
            ? Page(request, view, static texts => (texts.LeaveTitle, texts.LeaveLead, texts.LeaveButton), PublicLinks.UnsubscribePath)
            : Refuse(request, view);
    }

    private static async Task<IResult> UnsubscribeAsync(HttpRequest request, SubscriptionLinks links, CancellationToken cancellation)
    {
        var view = await links.UnsubscribeAsync(request.Query["token"], cancellation);
        // Leaving twice is leaving.
        return view.State is LinkState.Holds or LinkState.Gone
            ? Page(request, view with { Subscription = null }, static texts => (texts.LeftTitle, texts.LeftLead, null), language: view.Subscription?.Terms.Language)
            : Refuse(request, view);
    }

    private static bool Holds(LinkView view, params ReadOnlySpan<LinkPurpose> purposes) =>
        view is { State: LinkState.Holds, Purpose: { } purpose } && purposes.Contains(purpose);

    private static RazorComponentResult<LinkPage> Page(
        HttpRequest request, LinkView view, Func<SubscriptionTexts, (string Title, string Lead, string? Button)> say, string? action = null, string? language = null)
    {
        language ??= view.Subscription?.Terms.Language ?? request.Headers.AcceptLanguage.FirstOrDefault();
        var texts = SubscriptionTexts.For(language);
        var (title, lead, button) = say(texts);
        var what = view.Subscription is { } subscription
            ? WarningContent.BecauseOf(subscription.Terms.Match, MailTexts.For(language ?? "en")).Prepend(subscription.Target)
            : [];
        var target = button is null ? null : $"{action}?token={Uri.EscapeDataString(request.Query["token"].ToString())}";
        return new RazorComponentResult<LinkPage>(new { Model = new LinkModel(texts.Language, title, lead, [.. what], button, target) }) { PreventStreamingRendering = true };
    }

    internal static IResult Refuse(HttpRequest request, LinkView view)
    {
        var texts = SubscriptionTexts.For(request.Headers.AcceptLanguage.FirstOrDefault());
        var (title, lead) = view.State switch
        {
            LinkState.Expired => (texts.ExpiredTitle, texts.ExpiredLead),
            LinkState.Gone => (texts.GoneTitle, texts.GoneLead),
            _ => (texts.InvalidTitle, texts.InvalidLead),
        };
        if (!ErrorPage.Wanted(request))
            return new Problem(ProblemKind.InvalidToken, $"{title}. {lead}");
        var model = new LinkModel(texts.Language, title, lead, [], null, null);
        return new RazorComponentResult<LinkPage>(new { Model = model }) { StatusCode = ProblemKind.InvalidToken.Status, PreventStreamingRendering = true };
    }
}
