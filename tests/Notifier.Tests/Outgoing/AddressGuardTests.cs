using System.Net;
using System.Net.Sockets;
using Notifier.Outgoing;

namespace Notifier.Tests.Outgoing;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.255.255.254", "loopback")]
    [InlineData("::1", "loopback")]
    [InlineData("10.1.2.3", "private")]
    [InlineData("172.31.255.255", "private")]
    [InlineData("192.168.0.1", "private")]
    [InlineData("100.64.0.1", "private")]
    [InlineData("fd12:3456::1", "private")]
    [InlineData("169.254.1.1", "link-local")]
    [InlineData("fe80::1%3", "link-local")]
    [InlineData("169.254.169.254", "cloud-metadata")]
    [InlineData("168.63.129.16", "cloud-metadata")]
    [InlineData("100.100.100.200", "cloud-metadata")]
    [InlineData("fd00:ec2::254", "cloud-metadata")]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("::", "unspecified")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("255.255.255.255", "reserved")]
    [InlineData("198.18.0.1", "reserved")]
    [InlineData("2001:db8::1", "reserved")]
    [InlineData("fec0::1", "reserved")]
    [InlineData("::7f00:1", "reserved")]
    [InlineData("64:ff9b:1::7f00:1", "reserved")]
    [InlineData("64:ff9b::8.8.8.8", "reserved")]
    [InlineData("2002:808:808::1", "reserved")]
    [InlineData("::ffff:127.0.0.1", "loopback")]
    [InlineData("::ffff:10.0.0.1", "private")]
    [InlineData("64:ff9b::169.254.169.254", "cloud-metadata")]
    [InlineData("64:ff9b::7f00:1", "loopback")]
    [InlineData("2002:7f00:1::", "loopback")]
    public void An_address_off_the_public_internet_is_refused_with_its_reason(string address, string reason) =>
        Assert.Equal(new AddressVerdict(false, reason), new AddressGuard(allowPrivate: false).Judge(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    public void A_public_address_is_allowed(string address) =>
        Assert.True(new AddressGuard(allowPrivate: false).Judge(IPAddress.Parse(address)).Allowed);

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("::1", true)]
    [InlineData("169.254.169.254", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("169.254.1.1", false)]
    [InlineData("224.0.0.1", false)]
    public void Private_targets_when_allowed_never_include_the_clouds_own_addresses(string address, bool allowed) =>
        Assert.Equal(allowed, new AddressGuard(allowPrivate: true).Judge(IPAddress.Parse(address)).Allowed);

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    public async Task A_refused_address_is_never_connected_to(string url)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new HttpClient(new GuardedConnection(new AddressGuard(allowPrivate: false)).CreateHandler());

        var target = string.Format(null, url, ((IPEndPoint)listener.LocalEndpoint).Port);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(target), TestContext.Current.CancellationToken));

        Assert.Equal("loopback", Assert.IsType<AddressNotAllowedException>(failure.InnerException).Reason);
        Assert.False(listener.Pending());
    }
}
