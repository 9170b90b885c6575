using System.Net;

namespace Notifier.Storage;

/// <summary>The machine's proxy, except for this machine itself: a proxy set by environment variables would be asked for Azurite too.</summary>
internal sealed class ProxyBeyondLoopback(IWebProxy machine) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => machine.Credentials;
        set => machine.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : machine.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || machine.IsBypassed(host);
}
