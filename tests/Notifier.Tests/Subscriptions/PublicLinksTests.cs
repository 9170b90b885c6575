using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Moq;
using Notifier.Subscriptions;

namespace Notifier.Tests.Subscriptions;

public sealed class PublicLinksTests
{
    [Theory]
    [InlineData("https://warnings.example.org/", null, "http://127.0.0.1:7071", "https://warnings.example.org")]
    [InlineData(null, "site.azurewebsites.net", "http://127.0.0.1:7071", "https://site.azurewebsites.net")]
    [InlineData("", "", "http://127.0.0.1:7071", "http://127.0.0.1:7071")]
    [InlineData(null, null, "http://[::]:8080", "http://localhost:8080")]
    [InlineData(null, null, "http://0.0.0.0:8080", "http://localhost:8080")]
    [InlineData(null, null, "http://+:80", "http://localhost:80")]
    [InlineData(null, null, null, "http://localhost:7071")]
    public void The_setting_comes_first_then_the_site_then_the_server(string? url, string? site, string? listening, string expected)
    {
        var features = new FeatureCollection();
        if (listening is not null)
            features.Set(Mock.Of<IServerAddressesFeature>(feature => feature.Addresses == new[] { listening }));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("WEBSITE_HOSTNAME", site)]).Build();

        var links = new PublicLinks(Options.Create(new LinkOptions { PublicUrl = url }), configuration, Mock.Of<IServer>(server => server.Features == features));

        Assert.Equal(expected, links.Base);
        Assert.Equal(expected + "/subscriptions/confirm?token=t", links.Confirm("t"));
        Assert.Equal(expected + "/subscriptions/unsubscribe?token=t", links.Unsubscribe("t"));
        Assert.Equal(expected + "/subscriptions/manage?token=t", links.Manage("t"));
        Assert.Equal(expected + "/episodes/acknowledge?token=t", links.Acknowledge("t"));
        Assert.Equal(expected + "/warnings/w", links.Warning("w"));
    }
}
