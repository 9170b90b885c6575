using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Notifier.Api;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>What holds for every address: errors are problems, methods are known, headers are safe.</summary>
public sealed class ConventionTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private NotifierHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await NotifierHost.StartAsync(azurite.ConnectionString);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/api/keys/x/y")]
    [InlineData("/nothing")]
    [InlineData("/health/other")]
    [InlineData("/assets/none.css")]
    public async Task An_unknown_address_is_a_problem(string address) =>
        await _host.Anybody.SendAsync("GET", address).ProblemAsync(HttpStatusCode.NotFound, "not-found");

    [Fact]
    public async Task An_unknown_page_is_a_page_for_a_browser()
    {
        var answer = await _host.Anybody.SendAsync("GET", "/nothing", null, ("Accept", "text/html,*/*;q=0.8"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("There is nothing here", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_method_names_the_right_ones()
    {
        var answer = _host.Admin.SendAsync("PATCH", "/api/keys", "{}");

        await answer.ProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Equal(["GET", "HEAD", "POST"], (await answer).Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Options_answers_with_the_methods_and_without_CORS()
    {
        var answer = await _host.Anybody.SendAsync("OPTIONS", "/api/keys", null, ("Origin", "https://example.org"), ("Access-Control-Request-Method", "POST"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(["GET", "HEAD", "OPTIONS", "POST"], answer.Content.Headers.Allow.Order());
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Head_is_the_shadow_of_get()
    {
        var get = await _host.Admin.SendAsync("GET", "/api/keys");
        var head = await _host.Admin.SendAsync("HEAD", "/api/keys");

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task A_body_that_is_not_JSON_by_its_type_is_refused(string? contentType)
    {
        var content = new ByteArrayContent("{}"u8.ToArray());
        if (contentType is not null)
            Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", contentType));

        await _host.Admin.SendAsync("POST", "/api/keys", content).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    public async Task A_body_with_an_encoding_is_refused()
    {
        var content = Answers.Json("{}");
        content.Headers.ContentEncoding.Add("gzip");

        await _host.Admin.SendAsync("POST", "/api/keys", content).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_refused_with_or_without_its_length(bool chunked)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/keys") { Content = Answers.Json("{\"name\":\"" + new string('x', 2_000_000) + "\"}") };
        request.Headers.TransferEncodingChunked = chunked;

        await _host.Admin.SendAsync(request).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task What_is_not_HTTP_is_answered_without_an_exception()
    {
        foreach (var text in new[] { "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "GET /\0 HTTP/1.1\r\n\r\n", "nonsense\r\n\r\n", "GET /%00 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n" })
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, _host.Address.Port);
            await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));
            using var reader = new StreamReader(socket.GetStream());
            Assert.Matches("^HTTP/1.1 (400|404)", await reader.ReadToEndAsync());
        }

        Assert.DoesNotContain(_host.Logs.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/nothing")]
    [InlineData("/api/keys")]
    [InlineData("/openapi/v1.json")]
    public async Task Every_answer_carries_the_security_headers(string address)
    {
        var answer = await _host.Anybody.SendAsync("GET", address);

        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Empty(answer.Headers.Server);
    }

    [Fact]
    public async Task Health_says_whether_the_process_and_the_store_answer()
    {
        Assert.Equal("live", (await _host.Anybody.SendAsync("GET", "/health/live").ReadAsync()).Text("status"));
        Assert.Equal("ready", (await _host.Anybody.SendAsync("GET", "/health/ready").ReadAsync()).Text("status"));
    }

    [Fact]
    public async Task The_OpenAPI_document_names_every_route_with_a_unique_operation()
    {
        var document = await _host.Anybody.SendAsync("GET", "/openapi/v1.json").ReadAsync();

        Assert.StartsWith("3.1", document.Text("openapi"), StringComparison.Ordinal);
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).ToList();
        Assert.DoesNotContain(operations, operation => operation.Name == "head");
        var ids = operations.Select(operation => operation.Value.Text("operationId")).ToList();
        Assert.Equal(ids.Distinct().Count(), ids.Count);
        Assert.All(operations, operation => Assert.NotEmpty(operation.Value.Text("summary")));
        Assert.All(operations, operation => Assert.True(operation.Value.GetProperty("responses").TryGetProperty("default", out _)));
        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.All(References(document), reference => Assert.True(schemas.TryGetProperty(reference["#/components/schemas/".Length..], out _), reference));
        Assert.DoesNotContain("alreadySince", schemas.GetProperty("Warning").GetProperty("required").EnumerateArray().Select(name => name.GetString()));
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Name == "$ref" ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    [Fact]
    public void Chinese_quotes_and_secrets_are_written_as_people_read_them()
    {
        var text = JsonSerializer.Serialize(new { note = "碳酸锂 'a+b/c='" }, ApiJson.Options);

        Assert.Equal("""{"note":"碳酸锂 'a+b/c='"}""", text);
    }
}
