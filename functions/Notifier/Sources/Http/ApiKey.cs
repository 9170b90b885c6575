using System.ComponentModel.DataAnnotations;

namespace Notifier.Sources.Http;

/// <summary>The key of one API, as the settings have it; it writes itself as the name of its setting.</summary>
/// <param name="setting">For example <c>Eia__ApiKey</c>.</param>
/// <param name="home">Where one is got.</param>
internal sealed class ApiKey(string setting, string home, string value)
{
    public string Setting => setting;

    public string Value => value;

    /// <summary>Null where there is a key.</summary>
    public SourceFailure? Missing => value.Length > 0 ? null : new(SourceFailureReason.NotConfigured, $"the setting {setting} is missing: get a key at {home}");

    /// <summary>What answers are shown without.</summary>
    public UsedSecrets Secrets(SourceSecrets settings)
    {
        var secrets = new UsedSecrets(settings);
        secrets.Add(value);
        return secrets;
    }

    public override string ToString() => setting;

    /// <summary>What <see cref="ApiDefinition.Check"/> finds, and an address that would send the key in the clear.</summary>
    public static IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        foreach (var problem in ApiDefinition.Check(definition))
            yield return problem;
        if (Uri.TryCreate(definition.Url, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
            yield return ("/url", "the key travels with each request: write https://, or leave 'url' out");
    }
}

/// <summary>Judges a key at start, as far as all keys are alike: visible characters on one line. It is never repeated.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ApiKeyFormAttribute(string setting) : ValidationAttribute($"{setting}: a key has at most 200 visible characters without blanks; leave it empty where you have none")
{
    public override bool IsValid(object? value) => value is string { Length: <= 200 } key && key.All(static letter => letter is > ' ' and <= '~');
}
