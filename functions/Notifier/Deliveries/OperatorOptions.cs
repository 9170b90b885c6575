using Microsoft.Extensions.Options;
using Notifier.Core.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>Section <c>Notifier</c>: who runs this.</summary>
internal sealed class OperatorOptions
{
    /// <summary><c>Notifier__OperatorEmail</c>: told of channels that were switched off where nobody else is named. Default none.</summary>
    public string? OperatorEmail { get; set; }
}

internal sealed class OperatorOptionsCheck : IValidateOptions<OperatorOptions>
{
    public ValidateOptionsResult Validate(string? name, OperatorOptions options) =>
        string.IsNullOrEmpty(options.OperatorEmail) || EmailAddress.TryParse(options.OperatorEmail, out _, out _)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Notifier__OperatorEmail: an e-mail address, or empty");
}
