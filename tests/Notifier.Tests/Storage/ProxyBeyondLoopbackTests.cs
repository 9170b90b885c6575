using System.Net;
using Notifier.Storage;

namespace Notifier.Tests.Storage;

public sealed class ProxyBeyondLoopbackTests
{
    [Theory]
    [InlineData("http://127.0.0.1:10002/devstoreaccount1", true)]
    [InlineData("http://localhost:10002/", true)]
    [InlineData("https://acme.table.core.windows.net/", false)]
    public void Azurite_is_asked_directly_and_Azure_through_the_proxy(string address, bool direct)
    {
        var proxy = new ProxyBeyondLoopback(new WebProxy("http://proxy.example:3128"));

        Assert.Equal(direct, proxy.IsBypassed(new Uri(address)));
        Assert.Equal(direct ? null : new Uri("http://proxy.example:3128"), proxy.GetProxy(new Uri(address)));
    }
}
