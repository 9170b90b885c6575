using Notifier.Core.Entries.Texts;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Quality;

namespace Notifier.Core.Episodes;

/// <summary>Observations that were put aside, as bytes of a series' state.</summary>
internal static class SuspectCodec
{
    // The row is bounded; what is said of a suspect needs less.
    private const int LongestDetail = 200;

    public static void Write(PackWriter writer, Suspect suspect)
    {
        writer.Time(suspect.Period);
        writer.Bits(suspect.Observation.Value);
        writer.Byte((byte)suspect.Kind);
        writer.Byte(suspect.Rejected ? (byte)1 : (byte)0);
        writer.Text(TextCut.At(suspect.Detail, LongestDetail));
        writer.Text(suspect.Contract ?? "");
        writer.List<Roll>(suspect.Roll is { } roll ? [roll] : [], one => RollCodec.Write(writer, one));
    }

    /// <param name="contracts">Whether they were written with their futures contracts, and the changes to them.</param>
    public static IReadOnlyList<Suspect> ReadAll(ref PackReader reader, bool contracts)
    {
        var suspects = new List<Suspect>();
        for (var left = reader.Count(); left > 0; left--)
            suspects.Add(Read(ref reader, contracts));
        return suspects;
    }

    private static Suspect Read(ref PackReader reader, bool contracts)
    {
        var observation = new Observation(reader.Time(), reader.Bits());
        var kind = (SuspectKind)reader.Byte();
        if (!Enum.IsDefined(kind))
            throw new InvalidDataException("a suspect is of no known kind");
        var rejected = reader.Byte() == 1;
        var suspect = new Suspect(observation, kind, reader.Text(), rejected);
        return contracts
            ? suspect with { Contract = reader.Text() is { Length: > 0 } contract ? contract : null, Roll = RollCodec.ReadAll(ref reader) is [var roll] ? roll : null }
            : suspect;
    }
}
