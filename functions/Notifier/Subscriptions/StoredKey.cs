using System.Security.Cryptography;
using Azure.Data.Tables;
using Notifier.Storage;

namespace Notifier.Subscriptions;

/// <summary>Keys that are made once, by whichever instance needs one first, and kept in table Keys.</summary>
internal static class StoredKey
{
    public const string Partition = "links";

    private const string Value = "Key";

    /// <param name="row">Which key.</param>
    public static async Task<byte[]> ReadAsync(TableStore tables, string row, CancellationToken cancellation)
    {
        if (await FindAsync(tables, row, cancellation) is { } found)
            return found;
        var made = RandomNumberGenerator.GetBytes(LinkOptions.ShortestKey);
        // Where another instance was faster, its key is the one.
        return await tables.AddAsync(TableName.Keys, new TableEntity(Partition, row) { [Value] = made }, cancellation) is not null
            ? made
            : await FindAsync(tables, row, cancellation) ?? throw new InvalidOperationException("a key was deleted while it was read");
    }

    private static async Task<byte[]?> FindAsync(TableStore tables, string row, CancellationToken cancellation) =>
        (await tables.FindAsync(TableName.Keys, Partition, row, cancellation))?.GetBinary(Value);
}
