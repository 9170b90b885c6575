using System.Globalization;
using Notifier.Core.Deliveries;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>What names a delivery in the API: <c>&lt;shard&gt;-&lt;delivery id&gt;</c>, because the id alone does not say where it stands.</summary>
internal readonly record struct DeliveryAddress(int Shard, string Id)
{
    public static DeliveryAddress Of(Delivery delivery) => new(delivery.Shard, delivery.Id);

    public static bool TryParse(string? text, out DeliveryAddress address)
    {
        address = default;
        if (text is not { Length: 3 + DeliveryId.Length } || text[2] != '-' || !DeliveryId.IsValid(text.AsSpan(3))
            || !int.TryParse(text.AsSpan(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var shard))
            return false;
        address = new DeliveryAddress(shard, text[3..]);
        return true;
    }

    public override string ToString() => $"{ShardMap.Text(Shard)}-{Id}";
}
