using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Notifier.Api.Keys;
using Notifier.Api.Subscriptions;
using Notifier.Dashboard;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>Every route × {no key, read, publish, admin, expired, revoked, unknown}.</summary>
public sealed class AuthorizationTests(AzuriteFixture azurite) : IAsyncLifetime
{
    /// <summary>Routes that need no key. A new one must be written down here on purpose.</summary>
    private static readonly string[] Open =
    [
        "GET /health/live", "GET /health/ready", "GET /openapi/v1.json", "GET /assets/{name}", "POST /api/subscriptions", "POST /api/sendgrid/events",
        "GET /subscriptions/confirm", "POST /subscriptions/confirm", "GET /subscriptions/unsubscribe", "POST /subscriptions/unsubscribe", "GET /subscriptions/manage",
        "POST /subscriptions/manage", "POST /subscriptions/manage/enable", "POST /subscriptions/manage/export", "GET /subscriptions/manage/erase", "POST /subscriptions/manage/erase",
        "GET /episodes/acknowledge", "POST /episodes/acknowledge",
    ];

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-01-31T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    private NotifierHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await NotifierHost.StartAsync(azurite.ConnectionString, _time);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void Every_route_says_who_may() => Assert.All(Routes(), route =>
        Assert.True(route.Endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null ^ route.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null, route.Name));

    [Fact]
    public void The_open_routes_are_those_written_down() =>
        Assert.Equal(Open.Order(), Routes().Where(route => route.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(route => route.Name).Order());

    [Fact]
    public async Task Whoever_may_not_is_refused_at_every_route()
    {
        var expired = await _host.KeyAsync(KeyScope.Admin, _time.GetUtcNow().AddMinutes(1));
        var revoked = await _host.KeyAsync(KeyScope.Admin);
        await _host.Services.GetRequiredService<KeyStore>().RevokeAsync(ApiKey.IdOf(ApiKey.HashOf(revoked)), CancellationToken.None);
        var (read, publish) = (await _host.KeyAsync(KeyScope.Read), await _host.KeyAsync(KeyScope.Publish));
        _time.Advance(TimeSpan.FromMinutes(2));
        foreach (var (name, endpoint) in Routes())
        {
            if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                continue;
            var needs = Needs(endpoint);
            await ExpectAsync(name, null, HttpStatusCode.Unauthorized);
            await ExpectAsync(name, expired, HttpStatusCode.Unauthorized);
            await ExpectAsync(name, revoked, HttpStatusCode.Unauthorized);
            await ExpectAsync(name, ApiKey.NewToken(), HttpStatusCode.Unauthorized);
            await ExpectAsync(name, read, needs > KeyScope.Read ? HttpStatusCode.Forbidden : null);
            await ExpectAsync(name, publish, needs > KeyScope.Publish ? HttpStatusCode.Forbidden : null);
            await ExpectAsync(name, _host.AdminKey, null);
        }
    }

    [Fact]
    public async Task On_the_machine_itself_the_pages_need_no_key_but_a_forwarded_request_does()
    {
        Assert.Equal(HttpStatusCode.OK, (await _host.Anybody.SendAsync("GET", "/warnings")).StatusCode);
        foreach (var (header, value) in new[] { ("X-Forwarded-For", "203.0.113.9"), ("Forwarded", "for=203.0.113.9"), ("Host", "evil.example.org") })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await _host.Anybody.SendAsync("GET", "/warnings", null, (header, value))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await _host.Admin.SendAsync("GET", "/mailbox", null, (header, value))).StatusCode);
        }
    }

    /// <param name="expected">Null: anything but a refusal for the key's sake, and no failure of ours.</param>
    private async Task ExpectAsync(string route, string? key, HttpStatusCode? expected)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1].Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal));
        // As from another machine: the pages are open on this one.
        var answer = await _host.Client(key).SendAsync(method, path, method is "POST" or "PUT" ? "{}" : null, ("X-Forwarded-For", "203.0.113.9"));
        if (expected is not null)
            Assert.True(answer.StatusCode == expected, $"{route}: {answer.StatusCode} instead of {expected}");
        else
            Assert.True(answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && (int)answer.StatusCode < 500, $"{route}: {answer.StatusCode}");
    }

    private static KeyScope Needs(Endpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()
        .Select(data => Enum.TryParse<KeyScope>(data.Policy, out var scope) ? scope : data.Policy is OwnerAccess.Policy or Access.OperatorPolicy ? KeyScope.Admin : KeyScope.Read).Max();

    private IEnumerable<(string Name, RouteEndpoint Endpoint)> Routes() =>
        from endpoint in _host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        where method != "HEAD"
        select ($"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}", endpoint);
}
