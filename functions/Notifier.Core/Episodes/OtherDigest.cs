using System.Buffers.Binary;
using System.Security.Cryptography;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;

namespace Notifier.Core.Episodes;

/// <summary>
/// Sixteen hexadecimal digits for what the other series of a rule hold up to a time. Their values may come later than those of
/// the series itself, and be revised; then the digest at the last time evaluated is another one, and the machines run again.
/// </summary>
internal static class OtherDigest
{
    // A revision further back changes a verdict of today as good as never.
    private const int Newest = 64;

    public static string Of(OtherSeries others, IReadOnlyList<string> ids, Period at)
    {
        if (ids.Count == 0)
            return "";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[16];
        foreach (var id in ids)
        {
            var history = others.Find(id);
            var last = history?.IndexAtOrBefore(at) ?? -1;
            for (var index = Math.Max(0, last - Newest + 1); index <= last; index++)
            {
                BinaryPrimitives.WriteInt64LittleEndian(bytes, history![index].Period.Utc.Ticks);
                BinaryPrimitives.WriteDoubleLittleEndian(bytes[8..], history[index].Value);
                hash.AppendData(bytes);
            }

            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
