using System.Globalization;
using Notifier.Core.Subscriptions;

namespace Notifier.Subscriptions;

/// <summary>Replaced secrets as they stand in a subscription's row: <c>&lt;secret&gt;@&lt;end in ticks, UTC&gt;</c>, separated by spaces.</summary>
internal static class RetiredSecrets
{
    public static string? Write(IReadOnlyList<RetiredSecret> retired) => retired.Count == 0
        ? null
        : string.Join(' ', retired.Select(old => string.Create(CultureInfo.InvariantCulture, $"{old.Secret}@{old.Ends.UtcTicks}")));

    public static IReadOnlyList<RetiredSecret> Read(string? text) =>
        [.. (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    private static RetiredSecret Parse(string text)
    {
        var mark = text.LastIndexOf('@');
        return new(text[..mark], new DateTimeOffset(long.Parse(text.AsSpan(mark + 1), CultureInfo.InvariantCulture), TimeSpan.Zero));
    }
}
