using System.Net;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Notifier.Api.Idempotency;
using Notifier.Api.Keys;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>A POST that is sent again with its Idempotency-Key is done once and answered alike.</summary>
public sealed class IdempotencyTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Body = """{"name":"x","scope":"read"}""";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-01-31T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    private NotifierHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await NotifierHost.StartAsync(azurite.ConnectionString, _time);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_same_request_again_gets_the_same_answer_and_is_done_once()
    {
        var first = await PostAsync("k1");
        var second = await PostAsync("k1");

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(first.Content.Headers.ContentType, second.Content.Headers.ContentType);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_refused()
    {
        await PostAsync("k1");

        await _host.Admin.SendAsync("POST", "/api/keys", """{"name":"y","scope":"read"}""", ("Idempotency-Key", "k1"))
            .ProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_refusal_is_remembered_too()
    {
        await _host.Admin.SendAsync("POST", "/api/keys", "{}", ("Idempotency-Key", "k1")).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        await _host.Admin.SendAsync("POST", "/api/keys", "{}", ("Idempotency-Key", "k1")).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        await _host.Admin.SendAsync("POST", "/api/keys", Body, ("Idempotency-Key", "k1")).ProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task Another_caller_may_use_the_same_key()
    {
        await PostAsync("k1");
        var other = await _host.ClientAsync(KeyScope.Admin);

        await other.SendAsync("POST", "/api/keys", """{"name":"y","scope":"read"}""", ("Idempotency-Key", "k1")).ReadAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Twenty_at_once_are_done_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync("k1")));

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task An_answer_is_kept_for_a_day_and_then_forgotten()
    {
        await PostAsync("k1");
        _time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await PostAsync("k1");
        Assert.Equal(1, await CountAsync());

        _time.Advance(TimeSpan.FromSeconds(1));
        await PostAsync("k1");
        Assert.Equal(2, await CountAsync());
        await _host.RunTimerAsync(WorkTimers.Sweep);
        Assert.Equal(2, await Requests().CountAsync());
        _time.Advance(TimeSpan.FromHours(48));
        await _host.RunTimerAsync(WorkTimers.Sweep);
        Assert.Equal(0, await Requests().CountAsync());
    }

    [Fact]
    public async Task A_claim_of_a_process_that_died_is_taken_over()
    {
        var store = _host.Services.GetRequiredService<IdempotencyStore>();
        await store.BeginAsync("id", "print", CancellationToken.None);

        Assert.Equal(IdempotencyStore.ClaimState.InProgress, (await store.BeginAsync("id", "print", CancellationToken.None)).State);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(IdempotencyStore.ClaimState.Fresh, (await store.BeginAsync("id", "print", CancellationToken.None)).State);
        Assert.Equal(IdempotencyStore.ClaimState.InProgress, (await store.BeginAsync("id", "print", CancellationToken.None)).State);
    }

    [Fact]
    public async Task The_kept_answer_is_sealed()
    {
        var token = System.Text.Json.JsonDocument.Parse(await (await PostAsync("k1")).Content.ReadAsStringAsync()).RootElement.Text("key");

        var row = await Requests().SingleAsync();

        Assert.DoesNotContain(token[4..], System.Text.Encoding.Latin1.GetString(row.GetBinary("Answer")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("锂")]
    public async Task A_key_that_is_no_key_is_refused(string key) =>
        await _host.Admin.SendAsync("POST", "/api/keys", Body, ("Idempotency-Key", key)).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");

    private Task<HttpResponseMessage> PostAsync(string key) => _host.Admin.SendAsync("POST", "/api/keys", Body, ("Idempotency-Key", key));

    private async Task<int> CountAsync() => (await _host.Admin.SendAsync("GET", "/api/keys").ReadAsync()).GetProperty("items").EnumerateArray().Count(key => key.Text("name") == "x");

    private IAsyncEnumerable<TableEntity> Requests() => _host.Services.GetRequiredService<TableStore>().Table(TableName.Requests).QueryAsync<TableEntity>();
}
