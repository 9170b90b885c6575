using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Notifier.Dashboard.Pages;
using Notifier.Deliveries;
using Notifier.Deliveries.Mailbox;
using Notifier.Subscriptions;

namespace Notifier.Dashboard.Readers;

/// <summary>Reads what the pages of the mailbox show.</summary>
internal sealed partial class MailboxPages(MailboxReader reader, PublicLinks links, PageFrames frames, TimeProvider time)
{
    private const int PageLength = 50;

    /// <returns>Null where there is no such box or page.</returns>
    public async Task<MailboxModel?> ListAsync(HttpContext context, CancellationToken cancellation)
    {
        var (query, frame) = (context.Request.Query, frames.Of(context, "/mailbox"));
        PageCursor? after = null;
        if (query["after"] is { Count: > 0 } from && !PageCursor.TryParse(from, out after))
            return null;
        var boxes = await reader.AddressesAsync(cancellation);
        var asked = query["box"].FirstOrDefault();
        var chosen = boxes.FirstOrDefault(box => asked is null || box.Box == asked);
        if (chosen is null)
            return asked is null ? new(frame, time.GetUtcNow(), [], null, [], null) : null;
        var page = await reader.ListAsync(chosen.Box, after, PageLength, cancellation);
        return new(
            frame,
            time.GetUtcNow(),
            [.. boxes.Select(box => new MailboxLink(box.Address, ListLink(box.Box), box == chosen))],
            chosen.Address,
            [.. page.Mails.Select(mail => new MailHead(mail.Subject, MailLink(mail), mail.Received))],
            page.Next is null ? null : $"{ListLink(chosen.Box)}&after={page.Next}");
    }

    public async Task<MailModel?> ReadAsync(HttpContext context, string box, string id, CancellationToken cancellation) =>
        await reader.ReadAsync(box, id, cancellation) is not { } mail ? null : new(
            frames.Of(context, "/mailbox"),
            time.GetUtcNow(),
            ListLink(box),
            mail.Subject,
            mail.To,
            mail.Received,
            mail.Headers,
            [.. mail.Text.ReplaceLineEndings("\n").Split('\n').Select(Pieces)],
            $"{MailLink(mail)}/html");

    private List<TextPiece> Pieces(string line)
    {
        var (pieces, end) = (new List<TextPiece>(), 0);
        foreach (Match match in Address().Matches(line))
        {
            // Only our own: what a stranger wrote into a mail is text.
            if (!match.Value.StartsWith(links.Base + "/", StringComparison.Ordinal))
                continue;
            pieces.Add(new(line[end..match.Index], null));
            pieces.Add(new(match.Value, match.Value));
            end = match.Index + match.Length;
        }

        pieces.Add(new(line[end..], null));
        return pieces;
    }

    private static string ListLink(string box) => $"/mailbox?box={Uri.EscapeDataString(box)}";

    private static string MailLink(MailboxMail mail) => $"/mailbox/{Uri.EscapeDataString(mail.Box)}/{Uri.EscapeDataString(mail.Id)}";

    [GeneratedRegex("https?://[A-Za-z0-9._~:/?#@!$&'*+,;=%\\[\\]-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
