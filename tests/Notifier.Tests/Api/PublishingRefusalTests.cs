using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>Values that are posted with each thing wrong: the answer names the place, and nothing is stored.</summary>
public sealed class PublishingRefusalTests(PublishingRefusalTests.Ours ours) : IClassFixture<PublishingRefusalTests.Ours>
{
    private readonly NotifierHost _host = ours.Host;

    [Theory]
    [InlineData("""{}""", "")]
    [InlineData("""{"period":"2026-01-30"}""", "")]
    [InlineData("""{"value":1}""", "")]
    [InlineData("""{"period":"2026-01-30","value":1,"observations":[]}""", "/observations")]
    [InlineData("""{"period":"2026-02-02","value":1}""", "/period")]
    [InlineData("""{"observations":[]}""", "/observations")]
    [InlineData("""{"observations":[{"period":"2026-02-02","value":1}]}""", "/observations/0/period")]
    [InlineData("""{"observations":[{"period":"2026-01-30","value":1},{"period":"2026-01-30","value":2}]}""", "/observations/1/period")]
    [InlineData("""{"observations":[{"period":"1600-12-31","value":1}]}""", "/observations/0/period")]
    [InlineData("""{"observations":[{"period":"2026-01-30T13:00:00Z","value":1}]}""", "/observations/0/period")]
    [InlineData("""{"observations":[{"period":"2026-13-01","value":1}]}""", "/observations/0/period")]
    [InlineData("""{"observations":[{"period":"30.01.2026","value":1}]}""", "/observations/0/period")]
    [InlineData("""{"observations":[{"period":"2026-01-30","value":"1"}]}""", "/observations/0/value")]
    [InlineData("""{"observations":[{"period":"2026-01-30","value":1e400}]}""", "/observations/0/value")]
    [InlineData("""{"observations":[{"period":"2026-01-30"}]}""", "/observations/0")]
    [InlineData("""{"observations":[{"period":"2026-01-30","value":1,"unit":"CNY/t"}]}""", "/observations/0/unit")]
    [InlineData("""{"observations":[{"period":"2026-01-30","value":1},null]}""", "/observations/1")]
    public async Task A_refused_post_names_its_field_and_stores_nothing(string body, string pointer)
    {
        var problem = await _host.Admin.SendAsync("POST", "/api/series/copper-cn/observations", body).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");

        Assert.Equal(pointer, problem.GetProperty("errors")[0].Text("pointer"));
        Assert.Equal(0, (await _host.Admin.SendAsync("GET", "/api/series/copper-cn/observations").ReadAsync()).GetProperty("items").GetArrayLength());
    }

    public sealed class Ours(AzuriteFixture azurite) : SharedHost(azurite)
    {
        private protected override Task<NotifierHost> StartAsync(string connectionString) =>
            NotifierHost.StartAsync(connectionString, new FakeTimeProvider(DateTimeOffset.Parse("2026-01-31T08:00:00Z", CultureInfo.InvariantCulture)));

        private protected override Task PrepareAsync(NotifierHost host) =>
            host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","series":[{"id":"copper-cn","unit":"CNY/t"},{"id":"tin-cn","frequency":"monthly"}]}""").ReadAsync(HttpStatusCode.Created);
    }
}
