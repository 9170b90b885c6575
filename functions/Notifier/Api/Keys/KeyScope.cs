namespace Notifier.Api.Keys;

/// <summary>What a key may do; each scope includes the ones before it.</summary>
internal enum KeyScope
{
    Read = 1,
    Publish = 2,
    Admin = 3,
}
