using System.Net;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Notifier.Api.Keys;
using Notifier.Storage;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>Who may: keys are random, stored hashed, end by time or by hand, and are taken from the header only.</summary>
public sealed class KeyTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-01-31T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    private NotifierHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await NotifierHost.StartAsync(azurite.ConnectionString, _time);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_new_key_is_shown_once_works_and_is_stored_as_a_hash()
    {
        var created = await _host.Admin.SendAsync("POST", "/api/keys", new { name = "矿山", scope = "admin" }).ReadAsync(HttpStatusCode.Created);
        var token = created.Text("key");

        Assert.Matches("^ntf_[A-Za-z0-9_-]{43}$", token);
        var list = await _host.Client(token).SendAsync("GET", "/api/keys");
        var text = await list.Content.ReadAsStringAsync();
        Assert.Contains("矿山", text, StringComparison.Ordinal);
        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        var rows = _host.Services.GetRequiredService<TableStore>().Table(TableName.Keys).QueryAsync<TableEntity>();
        await foreach (var row in rows)
            Assert.DoesNotContain(((IDictionary<string, object>)row).Values, value => value is string stored && stored.Contains(token[4..], StringComparison.Ordinal));
        Assert.DoesNotContain(_host.Logs.All, line => line.Contains(token, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer x")]
    [InlineData("Bearer ntf_")]
    [InlineData("Bearer ntf_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer ntf_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA锂A")]
    [InlineData("Basic bnRmOng=")]
    public async Task A_key_that_is_none_is_refused(string header)
    {
        var answer = _host.Anybody.SendAsync("GET", "/api/keys", null, ("Authorization", header));

        await answer.ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        Assert.StartsWith("Bearer", Assert.Single((await answer).Headers.WwwAuthenticate).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("access_token")]
    [InlineData("api_key")]
    [InlineData("Authorization")]
    public async Task A_key_in_the_address_is_not_looked_at(string parameter) =>
        await _host.Anybody.SendAsync("GET", $"/api/keys?{parameter}={_host.AdminKey}").ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");

    [Theory]
    [InlineData("Read")]
    [InlineData("Publish")]
    public async Task A_lower_scope_is_forbidden(string scope)
    {
        var client = await _host.ClientAsync(Enum.Parse<KeyScope>(scope));

        await client.SendAsync("POST", "/api/keys", new { name = "x", scope = "read" }).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_key_ends_at_its_expiry()
    {
        var client = _host.Client(await _host.KeyAsync(KeyScope.Admin, _time.GetUtcNow().AddHours(1)));
        await client.SendAsync("GET", "/api/keys").ReadAsync();

        _time.Advance(TimeSpan.FromHours(1));

        var problem = await client.SendAsync("GET", "/api/keys").ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        Assert.Contains("expired", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_ends_at_once_and_stays_listed()
    {
        var created = await _host.Admin.SendAsync("POST", "/api/keys", new { name = "x", scope = "read" }).ReadAsync(HttpStatusCode.Created);

        await _host.Admin.SendAsync("DELETE", $"/api/keys/{created.Text("id")}").ReadAsync(HttpStatusCode.NoContent);

        await _host.Client(created.Text("key")).SendAsync("GET", "/api/keys").ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        var listed = (await _host.Admin.SendAsync("GET", "/api/keys").ReadAsync()).GetProperty("items").EnumerateArray().Single();
        Assert.Equal("2026-01-31T08:00:00+00:00", listed.Text("revoked"));
        await _host.Admin.SendAsync("DELETE", "/api/keys/none").ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task The_last_use_moves_once_an_hour()
    {
        var client = await _host.ClientAsync(KeyScope.Admin);
        async Task<string> LastUsedAsync() => (await client.SendAsync("GET", "/api/keys").ReadAsync()).GetProperty("items")[0].Text("lastUsed");

        Assert.Equal("2026-01-31T08:00:00+00:00", await LastUsedAsync());
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("2026-01-31T08:00:00+00:00", await LastUsedAsync());
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("2026-01-31T09:00:00+00:00", await LastUsedAsync());
    }

    [Fact]
    public async Task The_first_key_is_made_once_and_the_last_admin_key_cannot_be_revoked()
    {
        await using var host = await NotifierHost.StartAsync(azurite.ConnectionString, _time, new Dictionary<string, string?> { ["Notifier:AdminKey"] = "" });
        var first = host.Services.GetRequiredService<FirstKey>();
        var token = await first.EnsureAsync(CancellationToken.None);
        var client = host.Client(token);

        Assert.Null(await first.EnsureAsync(CancellationToken.None));
        var id = (await client.SendAsync("GET", "/api/keys").ReadAsync()).GetProperty("items")[0].Text("id");
        await client.SendAsync("DELETE", $"/api/keys/{id}").ProblemAsync(HttpStatusCode.Conflict, "conflict");
        await client.SendAsync("POST", "/api/keys", new { name = "next", scope = "admin" }).ReadAsync(HttpStatusCode.Created);
        await client.SendAsync("DELETE", $"/api/keys/{id}").ReadAsync(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("Read", null, false)]
    [InlineData("Publish", null, false)]
    [InlineData("Admin", 1, false)]
    [InlineData("Admin", null, true)]
    public async Task Who_starts_without_an_admin_key_that_works_is_given_one(string scope, int? expiresInHours, bool revoked)
    {
        await using var host = await NotifierHost.StartAsync(azurite.ConnectionString, _time, new Dictionary<string, string?> { ["Notifier:AdminKey"] = "" });
        var keys = host.Services.GetRequiredService<KeyStore>();
        var (key, _) = await keys.CreateAsync("old", Enum.Parse<KeyScope>(scope), expiresInHours is { } hours ? _time.GetUtcNow().AddHours(hours) : null, CancellationToken.None);
        if (revoked)
            await keys.RevokeAsync(key.Id, CancellationToken.None);
        _time.Advance(TimeSpan.FromHours(1));
        var first = host.Services.GetRequiredService<FirstKey>();

        var token = await first.EnsureAsync(CancellationToken.None);

        Assert.NotNull(token);
        await host.Client(token).SendAsync("GET", "/api/keys").ReadAsync();
        Assert.Null(await first.EnsureAsync(CancellationToken.None));
    }

    [Fact]
    public async Task With_an_admin_key_that_works_or_a_configured_one_none_is_made()
    {
        await using var host = await NotifierHost.StartAsync(azurite.ConnectionString, _time, new Dictionary<string, string?> { ["Notifier:AdminKey"] = "" });
        await host.KeyAsync(KeyScope.Admin, _time.GetUtcNow().AddHours(1));

        Assert.Null(await host.Services.GetRequiredService<FirstKey>().EnsureAsync(CancellationToken.None));
        Assert.Null(await _host.Services.GetRequiredService<FirstKey>().EnsureAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("""{"name":"","scope":"read"}""", "/name")]
    [InlineData("""{"name":"a\nb","scope":"read"}""", "/name")]
    [InlineData("""{"name":"a","scope":"root"}""", "/scope")]
    [InlineData("""{"name":"a","scope":"read","expires":"2026-01-01T00:00:00Z"}""", "/expires")]
    [InlineData("""{"name":"a","scope":"read","expires":"tomorrow"}""", "/expires")]
    [InlineData("""{"name":"a","scope":"read","hash":"AA"}""", "/hash")]
    public async Task A_refused_key_is_not_stored(string body, string pointer)
    {
        var problem = await _host.Admin.SendAsync("POST", "/api/keys", body).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");

        Assert.Equal(pointer, problem.GetProperty("errors")[0].Text("pointer"));
        Assert.Equal(0, (await _host.Admin.SendAsync("GET", "/api/keys").ReadAsync()).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task An_admin_key_of_the_configuration_that_is_too_short_stops_the_start()
    {
        var wrong = new Dictionary<string, string?> { ["Notifier:AdminKey"] = "ntf_secret" };

        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => NotifierHost.StartAsync(azurite.ConnectionString, settings: wrong));

        Assert.Contains("Notifier__AdminKey", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_listed_page_by_page()
    {
        for (var number = 0; number < 5; number++)
            await _host.KeyAsync(KeyScope.Read);

        var seen = new List<string>();
        for (var address = "/api/keys?limit=2"; address is not null;)
        {
            var page = await _host.Admin.SendAsync("GET", address).ReadAsync();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(key => key.Text("id")));
            address = page.TryGetProperty("next", out var next) ? $"/api/keys?limit=2&cursor={next.GetString()}" : null;
        }

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
    }
}
