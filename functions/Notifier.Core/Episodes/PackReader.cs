using System.Buffers.Binary;
using System.Text;
using Notifier.Core.Observations;

namespace Notifier.Core.Episodes;

/// <summary>Reads what <see cref="PackWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">The bytes end too early or say something impossible.</exception>
internal ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public long Number()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw new InvalidDataException("a number has too many bytes");
    }

    /// <summary>A count of things of at least one byte each.</summary>
    public int Count()
    {
        var count = Unsigned();
        return count <= (ulong)_rest.Length ? (int)count : throw new InvalidDataException("a list is longer than its bytes");
    }

    public double Bits() => BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(Take(8)));

    public string Text() => Encoding.UTF8.GetString(Take(Count()));

    public Period Time() => OptionalTime() ?? throw new InvalidDataException("a time is missing");

    public Period? OptionalTime()
    {
        var unit = Byte();
        return unit == PackUnit.None ? null : Time(unit, Unsigned());
    }

    public static Period Time(byte unit, ulong number) =>
        number <= (ulong)(DateTime.MaxValue.Ticks / PackUnit.Ticks(unit))
            ? Period.FromTicks((long)number * PackUnit.Ticks(unit))
            : throw new InvalidDataException("a time lies beyond the calendar");

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw new InvalidDataException("the bytes end too early");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
