namespace Notifier.Api.Keys;

/// <summary>Bound from the section <c>Notifier</c>.</summary>
internal sealed class KeyOptions
{
    /// <summary>
    /// <c>Notifier__AdminKey</c>: an admin key given by the operator, <c>ntf_</c> and 43 characters of base64url (256 random bits).
    /// Empty (default): none; <c>serve</c> then makes one whenever it starts and none works. It never expires and cannot be revoked over the API.
    /// </summary>
    public string? AdminKey { get; set; }
}
