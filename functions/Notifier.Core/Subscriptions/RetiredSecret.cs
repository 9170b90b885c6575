namespace Notifier.Core.Subscriptions;

/// <summary>A webhook's secret that was replaced, and signs beside the new one until it ends.</summary>
public sealed record RetiredSecret(string Secret, DateTimeOffset Ends);

/// <summary>How a webhook's secret is replaced without a message that its receiver cannot verify.</summary>
public static class SecretRotation
{
    /// <summary>Every one of them is a signature in each message: who replaces more often than that has to end the old ones.</summary>
    public const int MostRetired = 3;

    /// <summary>The secrets that sign at <paramref name="now"/>, the newest first.</summary>
    public static IEnumerable<string> SigningSecrets(this Channel channel, DateTimeOffset now) =>
        // Two in one text are from before the time of an old one's end was kept.
        (channel.Secret ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Concat(channel.Retired.Where(old => old.Ends > now).OrderByDescending(old => old.Ends).Select(old => old.Secret));

    /// <summary>Replaces the secret.</summary>
    /// <param name="keepOld">How long the present one, and those before it that still sign, go on; zero ends all of them at once, as after a leak.</param>
    /// <returns>Null where so many sign already that the oldest would end before its time.</returns>
    public static Channel? WithSecret(this Channel channel, string secret, TimeSpan keepOld, DateTimeOffset now)
    {
        if (keepOld <= TimeSpan.Zero)
            return channel with { Secret = secret, Retired = [] };
        var retired = channel.Retired.Where(old => old.Ends > now && old.Secret != secret).ToList();
        retired.AddRange((channel.Secret ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(old => old != secret).Select(old => new RetiredSecret(old, now + keepOld)));
        return retired.Count > MostRetired ? null : channel with { Secret = secret, Retired = retired };
    }
}
