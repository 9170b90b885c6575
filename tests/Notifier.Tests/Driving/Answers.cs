using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Notifier.Tests.Driving;

/// <summary>Requests and answers as a test reads them.</summary>
internal static class Answers
{
    public static HttpContent Json(string text) => new StringContent(text, Encoding.UTF8, "application/json");

    public static HttpContent Json(object value) => JsonContent.Create(value);

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, string method, string address, object? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), address)
        {
            Content = body switch { null => null, HttpContent content => content, string text => Json(text), _ => Json(body) },
        };
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return client.SendAsync(request);
    }

    /// <summary>The body as JSON, after the status was as expected.</summary>
    public static async Task<JsonElement> ReadAsync(this Task<HttpResponseMessage> asked, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} instead of {(int)expected}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The body as JSON, whatever the status.</summary>
    public static async Task<JsonElement> ReadAsync(this HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    /// <summary>The answer is the problem expected: its type is <c>urn:notifier:problem:CODE</c>, and it is complete.</summary>
    public static async Task<JsonElement> ProblemAsync(this Task<HttpResponseMessage> asked, HttpStatusCode status, string code)
    {
        var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {(int)status}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal($"urn:notifier:problem:{code}", problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        return problem;
    }

    public static string Text(this JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
