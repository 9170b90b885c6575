using System.Text;
using Azure.Data.Tables;

namespace Notifier.Storage;

/// <summary>
/// The limits of Table Storage, checked before a write because Azurite accepts what Azure refuses.
/// Source: “Understanding the Table Service data model” and “Performing entity group transactions” in Azure's REST reference.
/// </summary>
internal static class EntityLimits
{
    public const int Operations = 100;
    public const int Properties = 252;
    public const int TransactionBytes = 4 * 1024 * 1024;
    public const int EntityBytes = 1024 * 1024;
    public const int PropertyBytes = 64 * 1024;
    public const int KeyCharacters = 512;

    private static readonly DateTimeOffset Earliest = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="ArgumentException">Azure would refuse it; the message names the entity and the limit.</exception>
    public static void Check(IReadOnlyList<TableTransactionAction> actions)
    {
        Require(actions.Count is > 0 and <= Operations, $"{actions.Count} operations: a transaction has 1 to {Operations}");
        var partition = actions[0].Entity.PartitionKey;
        var rows = new HashSet<string>(StringComparer.Ordinal);
        long sent = 0;
        foreach (var action in actions)
        {
            var entity = action.Entity;
            Require(entity.PartitionKey == partition, $"two partitions, '{partition}' and '{entity.PartitionKey}': a transaction has one");
            Require(rows.Add(entity.RowKey), $"{Name(entity)} stands twice in one transaction");
            CheckKey(entity, entity.PartitionKey);
            CheckKey(entity, entity.RowKey);
            if (action.ActionType != TableTransactionActionType.Delete)
                CheckProperties(entity);
            sent += EntitySize.AsSent(entity);
        }

        Require(sent < TransactionBytes, $"{sent} bytes as sent in '{partition}': a transaction has less than {TransactionBytes}");
    }

    private static void CheckProperties(ITableEntity entity)
    {
        // Another class would be read by reflection on the way out, where no check can see it.
        var properties = EntitySize.Own(entity as TableEntity
            ?? throw new ArgumentException($"{Name(entity)} is not a {nameof(TableEntity)}", nameof(entity))).ToList();
        // One is kept free for the mark of the write.
        var count = properties.Count(property => property.Key != OwnWrite.Property) + 1;
        Require(count <= Properties, $"{Name(entity)} has {count} properties: at most {Properties}");
        foreach (var (name, value) in properties)
            CheckProperty(entity, name, value);
        var size = EntitySize.Stored(entity);
        Require(size < EntityBytes, $"{Name(entity)} has {size} bytes: less than {EntityBytes}");
    }

    private static void CheckProperty(ITableEntity entity, string name, object value)
    {
        Require(name.Length is > 0 and <= 255, $"{Name(entity)}: a property's name has 1 to 255 characters");
        Require(EntitySize.IsSupported(value), $"{Name(entity)}: {name} is a {value.GetType().Name}, which a table cannot hold");
        var bytes = value switch { string text => 2 * text.Length, byte[] binary => binary.Length, BinaryData data => data.ToMemory().Length, _ => 0 };
        Require(bytes <= PropertyBytes, $"{Name(entity)}: {name} has {bytes} bytes, at most {PropertyBytes}");
        var early = value is DateTimeOffset instant ? instant < Earliest : value is DateTime date && date < Earliest.UtcDateTime;
        Require(!early, $"{Name(entity)}: {name} is before 1601");
    }

    private static void CheckKey(ITableEntity entity, string key)
    {
        Require(key.Length <= KeyCharacters, $"{Name(entity)}: a key of {key.Length} characters, at most {KeyCharacters}");
        Require(!key.Any(character => character is '/' or '\\' or '#' or '?' || char.IsControl(character)), $"{Name(entity)}: a key with / \\ # ? or a control character");
    }

    private static string Name(ITableEntity entity) => $"'{Shown(entity.PartitionKey)}' '{Shown(entity.RowKey)}'";

    private static string Shown(string key)
    {
        var text = new StringBuilder();
        foreach (var character in key.Length <= 80 ? key : key[..80])
            text.Append(char.IsControl(character) ? '\uFFFD' : character);
        return text.ToString();
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
            throw new ArgumentException(message);
    }
}
