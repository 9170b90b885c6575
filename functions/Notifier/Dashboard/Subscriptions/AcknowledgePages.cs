using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Notifier.Api;
using Notifier.Api.Limits;
using Notifier.Api.Problems;
using Notifier.Core.Warnings;
using Notifier.Dashboard.Pages;
using Notifier.Subscriptions;

namespace Notifier.Dashboard.Subscriptions;

/// <summary>The page behind the link “I have seen it” of a mail. A GET shows what it is about; a POST to the same address acts.</summary>
internal static class AcknowledgePages
{
    public static void MapAcknowledgePages(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("/").AllowAnonymous().ExcludeFromDescription();
        pages.MapRead(PublicLinks.AcknowledgePath, static async (HttpRequest request, AcknowledgeLinks links, CancellationToken cancellation) =>
            Page(request, await links.PeekAsync(request.Query["token"], cancellation)));
        pages.MapPost(PublicLinks.AcknowledgePath, static async (HttpRequest request, AcknowledgeLinks links, CancellationToken cancellation) =>
            Page(request, await links.AcknowledgeAsync(request.Query["token"], cancellation))).LimitPublicChanges();
    }

    private static IResult Page(HttpRequest request, AcknowledgeView view)
    {
        var texts = AcknowledgeTexts.For(view.Language ?? request.Headers.AcceptLanguage.FirstOrDefault());
        var (title, lead) = texts.Of(view);
        var status = view.State is AcknowledgeState.Invalid or AcknowledgeState.Expired or AcknowledgeState.Gone ? ProblemKind.InvalidToken.Status : StatusCodes.Status200OK;
        if (status != StatusCodes.Status200OK && !ErrorPage.Wanted(request))
            return new Problem(ProblemKind.InvalidToken, $"{title}. {lead}");
        var button = view.State == AcknowledgeState.Holds ? texts.Button : null;
        var target = button is null ? null : $"{PublicLinks.AcknowledgePath}?token={Uri.EscapeDataString(request.Query["token"].ToString())}";
        var model = new LinkModel(texts.Language, title, lead, What(view, texts), button, target);
        return new RazorComponentResult<LinkPage>(new { Model = model }) { StatusCode = status, PreventStreamingRendering = true };
    }

    /// <summary>What it is about, as it is now.</summary>
    private static IReadOnlyList<string> What(AcknowledgeView view, AcknowledgeTexts texts)
    {
        if (view is not { Episode: { } episode, Warning: { } warning })
            return [];
        var severity = texts == AcknowledgeTexts.Chinese ? episode.Severity.Chinese() : episode.Severity.Word();
        var reason = texts == AcknowledgeTexts.Chinese ? warning.ReasonZh ?? warning.Reason : warning.Reason;
        return [$"{episode.RuleTitle} · {episode.Series.Id} · {severity}", $"{warning.Period} · {reason}"];
    }
}
