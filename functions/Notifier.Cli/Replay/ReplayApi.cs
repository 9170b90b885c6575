using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Cli.Replay;

/// <summary>What a person would do with curl: sources, rules and subscriptions, over the service's own HTTP API.</summary>
internal sealed class ReplayApi : IDisposable
{
    private readonly HttpClient _client;

    public ReplayApi(Uri service, string adminKey)
    {
        _client = new HttpClient { BaseAddress = service };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminKey);
    }

    public Task PutPricesAsync(string id, Series series, Uri url, CancellationToken cancellation) => PutAsync(
        "api/sources/" + id,
        new JsonObject
        {
            ["kind"] = "json",
            ["url"] = url.ToString(),
            ["schedule"] = ReplayDay.PriceSchedule,
            ["zone"] = ReplayDay.Zone,
            ["items"] = "$.data",
            ["series"] = new JsonArray(new JsonObject
            {
                ["id"] = series.Id,
                ["unit"] = series.Unit,
                ["frequency"] = series.Frequency.ToString().ToLowerInvariant(),
                ["date"] = "$.date",
                ["value"] = "$.close",
            }),
        },
        cancellation);

    public Task PutPolicyAsync(string id, Uri url, CancellationToken cancellation) => PutAsync(
        "api/sources/" + id,
        new JsonObject { ["kind"] = "feed", ["url"] = url.ToString(), ["schedule"] = ReplayDay.PolicySchedule, ["zone"] = ReplayDay.Zone },
        cancellation);

    public Task PutRuleAsync(Rule rule, CancellationToken cancellation) => PutAsync("api/rules/" + rule.Id, JsonNode.Parse(rule.Json)!, cancellation);

    /// <returns>Its id. It waits until the link in its mail is followed.</returns>
    public async Task<string> SubscribeMailAsync(string address, CancellationToken cancellation)
    {
        await SubscribeAsync(new JsonObject { ["type"] = "email", ["address"] = address }, cancellation);
        // Whoever asks for a mail subscription is not told its id; an operator finds it in the list.
        var list = await _client.GetFromJsonAsync<JsonNode>("api/subscriptions", cancellation);
        return Text(list!["items"]!.AsArray().Single(one => Text(one!["channel"]!, "type") == "email")!, "id");
    }

    public async Task<(string Id, string Secret)> SubscribeWebhookAsync(Uri url, CancellationToken cancellation)
    {
        var answer = await SubscribeAsync(new JsonObject { ["type"] = "webhook", ["url"] = url.ToString() }, cancellation);
        return (Text(answer, "id"), Text(answer, "secret"));
    }

    /// <summary>Presses the button of the page that a mail leads to.</summary>
    public async Task ConfirmAsync(Uri link, CancellationToken cancellation)
    {
        using var answer = await _client.PostAsync(link, new FormUrlEncodedContent([]), cancellation);
        await RequireAsync(answer, cancellation);
    }

    public void Dispose() => _client.Dispose();

    private async Task<JsonNode> SubscribeAsync(JsonObject channel, CancellationToken cancellation)
    {
        using var answer = await _client.PostAsJsonAsync("api/subscriptions", new JsonObject { ["channel"] = channel, ["language"] = "en" }, cancellation);
        await RequireAsync(answer, cancellation);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(cancellation))!;
    }

    private async Task PutAsync(string path, JsonNode body, CancellationToken cancellation)
    {
        using var answer = await _client.PutAsJsonAsync(path, body, cancellation);
        await RequireAsync(answer, cancellation);
    }

    private static string Text(JsonNode answer, string name) =>
        answer[name]?.GetValue<string>() ?? throw new InvalidOperationException($"the service's answer has no \"{name}\"");

    private static async Task RequireAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri!.AbsolutePath} was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
    }
}
