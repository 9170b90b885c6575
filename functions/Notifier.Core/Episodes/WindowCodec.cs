using Notifier.Core.Observations;

namespace Notifier.Core.Episodes;

/// <summary>
/// A window in few bytes: periods as differences in the coarsest unit that tells them all exactly; values as the XOR with the
/// one before, without its zero bytes (Pelkonen et al. 2015, Gorilla, section 4.1, here on whole bytes): an unchanged price
/// takes one byte, a round one three or four.
/// </summary>
internal static class WindowCodec
{
    public static void Write(PackWriter writer, ReadOnlySpan<Observation> window)
    {
        writer.Unsigned((ulong)window.Length);
        if (window.IsEmpty)
            return;
        var unit = Unit(window);
        writer.Byte(unit);
        var (number, bits) = (0L, 0UL);
        foreach (var observation in window)
        {
            var next = observation.Period.Utc.Ticks / PackUnit.Ticks(unit);
            writer.Unsigned((ulong)(next - number));
            var value = BitConverter.DoubleToUInt64Bits(observation.Value);
            WriteBits(writer, value ^ bits);
            (number, bits) = (next, value);
        }
    }

    public static void Read(ref PackReader reader, History into)
    {
        var count = reader.Count();
        if (count == 0)
            return;
        var unit = reader.Byte();
        var (number, bits) = (0UL, 0UL);
        for (var index = 0; index < count; index++)
        {
            number += reader.Unsigned();
            bits ^= ReadBits(ref reader);
            into.Append(new(PackReader.Time(unit, number), BitConverter.UInt64BitsToDouble(bits)));
        }
    }

    private static byte Unit(ReadOnlySpan<Observation> window)
    {
        byte unit = 0;
        foreach (var observation in window)
            unit = Math.Max(unit, PackUnit.Of(observation.Period.Utc.Ticks));
        return unit;
    }

    /// <summary>One byte says how many zero bytes lead and how many bytes follow.</summary>
    private static void WriteBits(PackWriter writer, ulong bits)
    {
        if (bits == 0)
        {
            writer.Byte(0);
            return;
        }

        var leading = System.Numerics.BitOperations.LeadingZeroCount(bits) / 8;
        var trailing = System.Numerics.BitOperations.TrailingZeroCount(bits) / 8;
        var length = 8 - leading - trailing;
        writer.Byte((byte)((leading << 4) | length));
        for (var at = 0; at < length; at++)
            writer.Byte((byte)(bits >> (8 * (7 - leading - at))));
    }

    private static ulong ReadBits(ref PackReader reader)
    {
        var head = reader.Byte();
        var (leading, length) = (head >> 4, head & 0xF);
        if (leading + length > 8)
            throw new InvalidDataException("a value has more than eight bytes");
        var bits = 0UL;
        for (var at = 0; at < length; at++)
            bits |= (ulong)reader.Byte() << (8 * (7 - leading - at));
        return bits;
    }
}
