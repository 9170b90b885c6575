using Notifier.Core.Observations;

namespace Notifier.Core.Episodes;

/// <summary>Changes of the futures contract, as bytes of a series' state.</summary>
internal static class RollCodec
{
    public static void Write(PackWriter writer, Roll roll)
    {
        writer.Time(roll.At);
        writer.Text(roll.From);
        writer.Text(roll.To);
        writer.Bits(roll.Before);
        writer.Bits(roll.After);
        writer.Time(roll.Measured);
    }

    public static IReadOnlyList<Roll> ReadAll(ref PackReader reader)
    {
        var rolls = new List<Roll>();
        for (var left = reader.Count(); left > 0; left--)
            rolls.Add(new(reader.Time(), reader.Text(), reader.Text(), reader.Bits(), reader.Bits(), reader.OptionalTime()));
        return rolls;
    }
}
