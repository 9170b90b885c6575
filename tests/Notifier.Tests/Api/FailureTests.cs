using System.Net;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>What a client sees when something fails here: a problem that says whether to try again, and nothing of the inside.</summary>
public sealed class FailureTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("/api/rules")]
    [InlineData("/api/sources")]
    [InlineData("/health/ready")]
    [InlineData("/api/warnings")]
    public async Task A_store_that_fails_is_unavailable_and_may_be_asked_again(string address)
    {
        var storage = new FailingStorage(() => new RequestFailedException(503, "inside-detail"));
        await using var host = await StartAsync(storage);
        storage.Fails = true;

        var answer = host.Admin.SendAsync("GET", address);

        var problem = await answer.ProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.DoesNotContain("inside-detail", problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(5), (await answer).Headers.RetryAfter!.Delta);
        storage.Fails = false;
        Assert.Equal(HttpStatusCode.OK, (await host.Admin.SendAsync("GET", address)).StatusCode);
    }

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData("*/*", "application/problem+json")]
    public async Task A_bug_tells_nothing_but_a_trace_id_that_the_log_has(string accept, string mediaType)
    {
        var storage = new FailingStorage(() => new InvalidOperationException("inside-detail"));
        await using var host = await StartAsync(storage);
        storage.Fails = true;

        var answer = await host.Anybody.SendAsync("GET", "/warnings", null, ("Accept", accept));

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.InternalServerError, mediaType), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.DoesNotContain("inside-detail", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.Contains(host.Logs.All, line => line.Contains("inside-detail", StringComparison.Ordinal));
        Assert.Contains("nosniff", answer.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task Nothing_is_remembered_of_a_POST_that_failed()
    {
        var storage = new FailingStorage(() => new RequestFailedException(503, "inside-detail"));
        await using var host = await StartAsync(storage);
        storage.Table = "Keys";
        storage.Method = RequestMethod.Post;
        storage.Fails = true;
        await host.Admin.SendAsync("POST", "/api/keys", """{"name":"x","scope":"read"}""", ("Idempotency-Key", "k")).ProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");

        storage.Fails = false;

        await host.Admin.SendAsync("POST", "/api/keys", """{"name":"x","scope":"read"}""", ("Idempotency-Key", "k")).ReadAsync(HttpStatusCode.Created);
    }

    private Task<NotifierHost> StartAsync(FailingStorage storage) =>
        NotifierHost.StartAsync(azurite.ConnectionString, compose: builder => builder.Services.AddSingleton<HttpPipelinePolicy>(storage));

    private sealed class FailingStorage(Func<Exception> failure) : HttpPipelinePolicy
    {
        public bool Fails { get; set; }

        /// <summary>Only requests to this table; all where empty.</summary>
        public string Table { get; set; } = "";

        public RequestMethod? Method { get; set; }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("only asynchronous calls are made");

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            Fails && message.Request.Uri.ToString().Contains(Table, StringComparison.Ordinal) && (Method is null || Method == message.Request.Method)
                ? throw failure()
                : ProcessNextAsync(message, pipeline);
    }
}
