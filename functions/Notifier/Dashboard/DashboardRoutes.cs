using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Notifier.Api;
using Notifier.Api.Problems;
using Notifier.Dashboard.Pages;
using Notifier.Dashboard.Readers;
using Notifier.Dashboard.Subscriptions;
using Notifier.Deliveries.Mailbox;

namespace Notifier.Dashboard;

/// <summary>The pages and their assets.</summary>
internal static class DashboardRoutes
{
    /// <summary>Of the frame that shows a mail's HTML: nothing runs, nothing is fetched; mails carry their styles inline.</summary>
    private const string MailPolicy = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    public static void MapDashboard(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRead("/assets/{name}", (string name, HttpContext context) => AssetFiles.Answer(name, context)).AllowAnonymous();

        endpoints.MapLinkPages();
        endpoints.MapAcknowledgePages();

        var pages = endpoints.MapGroup("/").RequireViewer().ExcludeFromDescription();
        pages.MapRead("/", static async (HttpContext context, OverviewPages reader, CancellationToken cancellation) =>
            Page<Overview, OverviewModel>(await reader.ReadAsync(context, cancellation)));
        pages.MapRead("/series/{id}", static async (string id, HttpContext context, SeriesPages reader, CancellationToken cancellation) =>
            Page<SeriesView, SeriesModel>(await reader.FindAsync(context, id, cancellation)));
        pages.MapRead("/warnings", static async (HttpContext context, WarningPages reader, CancellationToken cancellation) =>
            Page<WarningsView, WarningsModel>(await reader.ListAsync(context, cancellation)));
        pages.MapRead("/warnings/{id}", static async (string id, HttpContext context, WarningPages reader, CancellationToken cancellation) =>
            Page<WarningView, WarningModel>(await reader.FindAsync(context, id, cancellation)));

        var deliveries = endpoints.MapGroup("/deliveries").RequireOperator().ExcludeFromDescription();
        deliveries.MapRead("/", static async (HttpContext context, DeliveryPages reader, CancellationToken cancellation) =>
            Page<DeadLettersView, DeadLettersModel>(await reader.DeadAsync(context, cancellation)));
        deliveries.MapPost("/{id}/replay", DeadLetterReplay.ReplayAsync);

        var mailbox = pages.MapGroup("/mailbox").AddEndpointFilter(OnlyHere);
        mailbox.MapRead("/", static async (HttpContext context, MailboxPages reader, CancellationToken cancellation) =>
            Page<MailboxView, MailboxModel>(await reader.ListAsync(context, cancellation)));
        mailbox.MapRead("/{box}/{id}", static async (string box, string id, HttpContext context, MailboxPages reader, CancellationToken cancellation) =>
            Page<MailView, MailModel>(await reader.ReadAsync(context, box, id, cancellation)));
        mailbox.MapRead("/{box}/{id}/html", MailHtmlAsync);
    }

    private static IResult Page<TPage, TModel>(TModel? model)
        where TPage : IComponent
        where TModel : class => model is null
            ? Missing.Instance
            : new RazorComponentResult<TPage>(new { Model = model }) { PreventStreamingRendering = true };

    private static async Task<IResult> MailHtmlAsync(string box, string id, HttpContext context, MailboxReader reader, CancellationToken cancellation)
    {
        if (await reader.ReadAsync(box, id, cancellation) is not { } mail)
            return Missing.Instance;
        context.Response.Headers.ContentSecurityPolicy = MailPolicy;
        // A link in the frame opens beside the page; the frame itself stays what it is.
        return Results.Content("<!DOCTYPE html><base target=\"_blank\">" + mail.Html.Replace("<!DOCTYPE html>", "", StringComparison.OrdinalIgnoreCase), "text/html; charset=utf-8");
    }

    private static ValueTask<object?> OnlyHere(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        ((PageFrames)context.HttpContext.RequestServices.GetService(typeof(PageFrames))!).HasMailbox(context.HttpContext)
            ? next(context)
            : ValueTask.FromResult<object?>(Missing.Instance);

    /// <summary>A 404 that becomes a page or a problem by who asks.</summary>
    private sealed class Missing : IResult
    {
        public static Missing Instance { get; } = new();

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var problem = Problem.NotFound("such page");
            return ErrorPage.Wanted(httpContext.Request) ? ErrorPage.ExecuteAsync(httpContext, problem) : problem.ExecuteAsync(httpContext);
        }
    }
}
