using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Notifier.Core.Observations;

namespace Notifier.Core.Episodes;

/// <summary>Writes small numbers in few bytes: base-128 varints, zigzag for signed ones, UTF-8 with its length.</summary>
internal sealed class PackWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    public int Length => _bytes.WrittenCount;

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    public void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    public void Raw(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    public void Number(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Unsigned(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Byte((byte)(value | 0x80));
        Byte((byte)value);
    }

    public void Bits(double value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(8), BitConverter.DoubleToInt64Bits(value));
        _bytes.Advance(8);
    }

    public void Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Unsigned((ulong)bytes.Length);
        Raw(bytes);
    }

    public void Time(Period period)
    {
        var ticks = period.Utc.Ticks;
        var unit = PackUnit.Of(ticks);
        Byte(unit);
        Unsigned((ulong)(ticks / PackUnit.Ticks(unit)));
    }

    /// <summary>A null is written as a unit that does not exist.</summary>
    public void Time(Period? period)
    {
        if (period is { } value)
            Time(value);
        else
            Byte(PackUnit.None);
    }

    public void List<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        Unsigned((ulong)items.Count);
        foreach (var item in items)
            write(item);
    }
}
