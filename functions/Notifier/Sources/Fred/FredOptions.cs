using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Notifier.Sources.Fred;

/// <summary>Section <c>Fred</c>.</summary>
internal sealed class FredOptions
{
    /// <summary>
    /// <c>Fred__ApiKey</c>: your key, 32 lower-case letters and digits. Default empty: sources of the kind <c>fred</c> then fail,
    /// and the others go on. https://fred.stlouisfed.org/docs/api/api_key.html
    /// </summary>
    public string ApiKey { get; set; } = "";
}

/// <summary>Judges the key at start; it is never repeated.</summary>
internal sealed partial class FredOptionsCheck : IValidateOptions<FredOptions>
{
    public ValidateOptionsResult Validate(string? name, FredOptions options) =>
        options.ApiKey.Length == 0 || Key().IsMatch(options.ApiKey)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Fred__ApiKey: a key of FRED has 32 lower-case letters and digits; leave it empty where you have none");

    [GeneratedRegex(@"\A[a-z0-9]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
