using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>Entries that are posted with each thing wrong: the answer names the place, and nothing is stored.</summary>
public sealed class EntryRefusalTests(EntryRefusalTests.Notices notices) : IClassFixture<EntryRefusalTests.Notices>
{
    private readonly NotifierHost _host = notices.Host;

    [Theory]
    [InlineData("""[]""", "/entries")]
    [InlineData("""[null]""", "/entries/0")]
    [InlineData("""[{}]""", "/entries/0")]
    [InlineData("""[{"title":""}]""", "/entries/0/title")]
    [InlineData("""[{"title":" "}]""", "/entries/0/title")]
    [InlineData("""[{"title":"a\u0000b"}]""", "/entries/0/title")]
    [InlineData("""[{"title":"a\nb"}]""", "/entries/0/title")]
    [InlineData("""[{"title":"a"},{"title":"b","id":""}]""", "/entries/1/id")]
    [InlineData("""[{"title":"a","id":5}]""", "/entries/0/id")]
    [InlineData("""[{"title":"a","link":"javascript:alert(1)"}]""", "/entries/0/link")]
    [InlineData("""[{"title":"a","link":"/relative"}]""", "/entries/0/link")]
    [InlineData("""[{"title":"a","summary":"\u001b[31m"}]""", "/entries/0/summary")]
    [InlineData("""[{"title":"a","content":"\u0000"}]""", "/entries/0/content")]
    [InlineData("""[{"title":"a","published":"2026-02-02"}]""", "/entries/0/published")]
    [InlineData("""[{"title":"a","published":"yesterday"}]""", "/entries/0/published")]
    [InlineData("""[{"title":"a","authors":[null]}]""", "/entries/0/authors/0")]
    [InlineData("""[{"title":"a","authors":["x\u0007"]}]""", "/entries/0/authors")]
    [InlineData("""[{"title":"a","author":"x"}]""", "/entries/0/author")]
    [InlineData("""[{"title":"a","key":"x"}]""", "/entries/0/key")]
    [InlineData("""[{"title":"a","id":"1"},{"title":"b","id":"1"}]""", "/entries/1")]
    public async Task A_refused_post_names_its_field_and_stores_nothing(string entries, string pointer)
    {
        var problem = await _host.Admin.SendAsync("POST", "/api/entries", "{\"source\":\"notices\",\"entries\":" + entries + "}").ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");

        Assert.Equal(pointer, problem.GetProperty("errors")[0].Text("pointer"));
        Assert.Equal(0, (await _host.Admin.SendAsync("GET", "/api/entries").ReadAsync()).GetProperty("items").GetArrayLength());
    }

    public sealed class Notices(AzuriteFixture azurite) : SharedHost(azurite)
    {
        private protected override Task<NotifierHost> StartAsync(string connectionString) =>
            NotifierHost.StartAsync(connectionString, new FakeTimeProvider(DateTimeOffset.Parse("2026-01-31T08:00:00Z", CultureInfo.InvariantCulture)));

        private protected override Task PrepareAsync(NotifierHost host) =>
            host.Admin.SendAsync("PUT", "/api/sources/notices", """{"kind":"push","series":[{"id":"copper-cn","unit":"CNY/t"}]}""").ReadAsync(HttpStatusCode.Created);
    }
}
