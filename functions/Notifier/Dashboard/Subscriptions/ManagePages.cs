using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Notifier.Api;
using Notifier.Api.Limits;
using Notifier.Api.Problems;
using Notifier.Api.Subscriptions;
using Notifier.Core.Subscriptions;
using Notifier.Dashboard.Pages;
using Notifier.Subscriptions;
using Notifier.Subscriptions.Addresses;

namespace Notifier.Dashboard.Subscriptions;

/// <summary>
/// The page that a manage link leads to: everything of the subscription, its change, what is held about its address, and the end of
/// that. A GET shows and changes nothing; the signed token in the address is the right to act, as on the other pages of mails.
/// </summary>
internal static class ManagePages
{
    private const string Path = PublicLinks.ManagePath;

    public static void MapManagePages(this IEndpointRouteBuilder pages)
    {
        pages.MapRead(Path, ShowAsync);
        pages.MapPost(Path, ChangeAsync).LimitPublicChanges();
        pages.MapPost(Path + "/enable", EnableAsync).LimitPublicChanges();
        pages.MapPost(Path + "/export", ExportAsync).LimitPublicChanges();
        pages.MapRead(Path + "/erase", ShowEraseAsync);
        pages.MapPost(Path + "/erase", EraseAsync).LimitPublicChanges();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, ManageReader reader, CancellationToken cancellation)
    {
        var (stored, refused) = await reader.FindAsync(context.Request, cancellation);
        return stored is null ? refused! : Page(await reader.ReadAsync(context.Request, stored, cancellation));
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, ManageReader reader, SubscriptionChanges changes, CancellationToken cancellation)
    {
        var request = context.Request;
        var (stored, refused) = await reader.FindAsync(request, cancellation);
        if (stored is null)
            return refused!;
        if (await ReadAsync(request, cancellation) is not { } form)
            return new Problem(ProblemKind.BadRequest, "Send the form of the page.");
        var wanted = ManageForm.Read(form);
        if (form["version"] is [{ Length: > 0 } version] && version != stored.ETag.ToString())
            return Page(await reader.ReadAsync(request, stored, cancellation, changedMeanwhile: true), StatusCodes.Status409Conflict);
        var (before, match) = (stored.Terms.Match, wanted.ToTerms().Match!);
        // What stood there before may name a rule that is no more, and stays until it is unticked.
        var named = new MatchRequest([.. match.Rules!.Except(before.Rules)], [.. match.Series!.Except(before.Series)]);
        var result = await changes.ChangeAsync(stored, wanted.ToTerms(), named, cancellation);
        if (result.Problems.Count > 0)
            return Page(await reader.ReadAsync(request, stored, cancellation, wanted, result.Problems), StatusCodes.Status400BadRequest);
        return result.Changed is null
            ? Page(await reader.ReadAsync(request, (await reader.FindAsync(request, cancellation)).Stored ?? stored, cancellation, changedMeanwhile: true), StatusCodes.Status409Conflict)
            : Back(request, "saved");
    }

    private static async Task<IResult> EnableAsync(HttpContext context, ManageReader reader, SubscriptionStore store, TimeProvider time, CancellationToken cancellation)
    {
        var (stored, refused) = await reader.FindAsync(context.Request, cancellation);
        if (stored is null)
            return refused!;
        if (ManageReader.CanEnable(stored))
            await store.ActivateAsync(stored.Id, time.GetUtcNow(), cancellation);
        return Back(context.Request, "saved");
    }

    private static async Task<IResult> ExportAsync(HttpContext context, ManageReader reader, AddressRecords records, TimeProvider time, CancellationToken cancellation)
    {
        var (stored, refused) = await reader.FindAsync(context.Request, cancellation);
        if (stored is null)
            return refused!;
        var export = EmailAddress.TryParse(stored.Subscription.Channel.Target, out var address, out _)
            ? AddressExport.Of(await records.ReadAsync(address, cancellation), time.GetUtcNow())
            : AddressExport.Of(await records.ReadAsync(stored, asContact: false, cancellation), time.GetUtcNow());
        context.Response.Headers.ContentDisposition = new ContentDisposition { FileName = "notifier-export.json" }.ToString();
        return Answer.Json(export);
    }

    private static async Task<IResult> ShowEraseAsync(HttpContext context, ManageReader reader, CancellationToken cancellation)
    {
        var (stored, refused) = await reader.FindAsync(context.Request, cancellation);
        if (stored is null)
            return refused!;
        var texts = ManageTexts.For(stored.Terms.Language);
        return Link(new LinkModel(
            texts.Language,
            texts.Say("Erase everything?", "删除全部数据？"),
            stored.Subscription.Channel.Type == ChannelType.Email
                ? texts.Say("All subscriptions of this address end, and everything that is held about it is erased: what it was told, its mails here, its settings. This cannot be undone.", "此邮箱的全部订阅将终止，与之有关的全部数据（消息记录、此处保存的邮件、设置）将被删除，且无法恢复。")
                : texts.Say("This subscription ends, and everything that is held about it is erased. This cannot be undone.", "此订阅将终止，与之有关的全部数据将被删除，且无法恢复。"),
            [SubscriptionView.Masked(stored.Subscription.Channel)],
            texts.Say("Yes, erase everything", "是的，删除全部数据"),
            $"{Path}/erase{ManageReader.Query(context.Request)}"));
    }

    private static async Task<IResult> EraseAsync(HttpContext context, ManageReader reader, AddressRecords records, CancellationToken cancellation)
    {
        var (stored, refused) = await reader.FindAsync(context.Request, cancellation);
        if (stored is null)
            return refused!;
        if (EmailAddress.TryParse(stored.Subscription.Channel.Target, out var address, out _))
            await records.EraseAsync(address, cancellation);
        else
            await records.EraseAsync(stored.Id, cancellation);
        var texts = ManageTexts.For(stored.Terms.Language);
        return Link(new LinkModel(
            texts.Language,
            texts.Say("Everything is erased", "数据已全部删除"),
            texts.Say(
                "Nothing more is sent. Where mail to this address came back or was called spam, a keyed hash of it stays on the list of addresses that are not written to.",
                "今后不再发送任何内容。如发往此邮箱的邮件曾被退回或标记为垃圾邮件，其加密摘要将保留在停发名单中。"),
            [], null, null));
    }

    /// <returns>Null for what is no form, or has more fields than any of ours.</returns>
    private static async Task<IFormCollection?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return request.HasFormContentType ? await request.ReadFormAsync(cancellation) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>303, so that loading the page again sends nothing again.</summary>
    private static SeeOther Back(HttpRequest request, string done) => new SeeOther($"{Path}{ManageReader.Query(request)}&done={done}");

    private static RazorComponentResult<ManageView> Page(ManageModel model, int status = StatusCodes.Status200OK) =>
        new(new { Model = model }) { StatusCode = status, PreventStreamingRendering = true };

    private static RazorComponentResult<LinkPage> Link(LinkModel model) => new(new { Model = model }) { PreventStreamingRendering = true };
}
