using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using Notifier.Core.Deliveries;

namespace Notifier.Deliveries.Chat;

/// <summary>Posts a message to a chat: judged addresses only, no redirect, a bounded time, and a bounded answer, because chats answer errors with HTTP 200.</summary>
/// <param name="clock">Real time.</param>
internal sealed class ChatPost(IHttpClientFactory clients, TimeProvider clock)
{
    public const string Client = "chat";

    /// <summary>For the whole attempt, the answer included.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>More of an answer is not read; theirs have a few hundred bytes.</summary>
    public const int LongestAnswer = 16 * 1024;

    /// <param name="judge">What an answer means, by its status and text.</param>
    public async Task<AttemptOutcome> SendAsync(Uri url, byte[] body, Func<HttpResponseMessage, string, AttemptOutcome> judge, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(Timeout, clock);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return await ReadAsync(answer, deadline.Token) is { } text ? judge(answer, text) : AttemptOutcome.Transient(AttemptReason.AnswerTooLarge, (int)answer.StatusCode);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && HttpFailure.Judge(failure) is { } outcome)
        {
            return outcome;
        }
    }

    private static async Task<string?> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[LongestAnswer + 1];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return read > LongestAnswer ? null : Encoding.UTF8.GetString(buffer, 0, read);
    }
}
