using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Notifier.Hosting;

/// <summary>
/// Keys of ASP.NET's data protection, which its antiforgery asks for. No cookie and no form of ours is protected by them, so that
/// they live as long as the process and nothing is written to the user's home.
/// </summary>
internal sealed class KeysInMemory : IXmlRepository
{
    private readonly ConcurrentQueue<XElement> _keys = new();

    public IReadOnlyCollection<XElement> GetAllElements() => [.. _keys];

    public void StoreElement(XElement element, string friendlyName) => _keys.Enqueue(element);
}

internal static class KeysInMemorySetup
{
    public static IDataProtectionBuilder KeepKeysInMemory(this IDataProtectionBuilder protection)
    {
        protection.Services.Configure<KeyManagementOptions>(static options =>
        {
            options.XmlRepository = new KeysInMemory();
            options.XmlEncryptor = new NullXmlEncryptor();
        });
        return protection;
    }
}
