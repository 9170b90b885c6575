namespace Notifier.Core.Episodes;

/// <summary>The coarsest unit that tells a time exactly: dates take three bytes, instants up to nine.</summary>
internal static class PackUnit
{
    public const byte None = 3;

    public static byte Of(long ticks) =>
        ticks % TimeSpan.TicksPerDay == 0 ? (byte)0 : ticks % TimeSpan.TicksPerSecond == 0 ? (byte)1 : (byte)2;

    public static long Ticks(byte unit) => unit switch { 0 => TimeSpan.TicksPerDay, 1 => TimeSpan.TicksPerSecond, 2 => 1, _ => throw new InvalidDataException("unknown unit of time") };
}
