using Microsoft.Extensions.Options;

namespace Notifier.Deliveries.Holds;

/// <summary>Section <c>Notifier</c>: what is waited for.</summary>
internal sealed class HoldOptions
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>
    /// <c>Notifier__GroupWait</c>: how long a warning waits for others of its rule or commodity, so that they are one message. Default
    /// ten seconds; zero turns grouping off; at most five minutes.
    /// </summary>
    public TimeSpan GroupWait { get; set; } = TimeSpan.FromSeconds(10);
}

internal sealed class HoldOptionsCheck : IValidateOptions<HoldOptions>
{
    public ValidateOptionsResult Validate(string? name, HoldOptions options) =>
        options.GroupWait >= TimeSpan.Zero && options.GroupWait <= HoldOptions.Longest
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Notifier__GroupWait: 00:00:00 (no grouping) to 00:05:00");
}
