using System.Security.Cryptography;
using Notifier.Core.Observations;

namespace Notifier.Core.Episodes;

/// <summary>
/// A series' state as bytes for its row: a version, a checksum (SHA-256, eight bytes), the series, its window and the machines
/// of its rules. At most <see cref="MaximumBytes"/>, so that 48 rows stay below the limit of one transaction (DESIGN section 5).
/// </summary>
public static class SeriesStateCodec
{
    public const int MaximumBytes = 48 * 1024;

    private const byte Version = 6;

    // Without acknowledgements.
    private const byte FifthVersion = 5;

    // Without histories that are still being read.
    private const byte FourthVersion = 4;

    // Without futures contracts: rolls, and the contracts and rolls of what was put aside.
    private const byte ThirdVersion = 3;

    // Without the recursions carried over observations let go.
    private const byte SecondVersion = 2;

    // Without what was put aside.
    private const byte FirstVersion = 1;
    private const int Checksum = 8;

    // The longest an observation can get: a period of ten bytes, a value of nine.
    private const int BytesPerPoint = 19;

    /// <exception cref="InvalidOperationException">The machines of the series' rules alone exceed <see cref="MaximumBytes"/>.</exception>
    public static byte[] Pack(SeriesState state)
    {
        var writer = new PackWriter();
        WriteBody(writer, state);
        var bytes = new byte[1 + Checksum + writer.Length];
        if (bytes.Length > MaximumBytes)
            throw new InvalidOperationException($"the state of series {state.Series.Id} takes {bytes.Length} bytes with {state.Rules.Count} rules, more than {MaximumBytes}");
        bytes[0] = Version;
        writer.Bytes.CopyTo(bytes.AsSpan(1 + Checksum));
        SHA256.HashData(writer.Bytes).AsSpan(0, Checksum).CopyTo(bytes.AsSpan(1));
        return bytes;
    }

    /// <exception cref="InvalidDataException">Another version, or bytes that are not what was packed: rebuild the window from the observations.</exception>
    public static SeriesState Unpack(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= 1 + Checksum || bytes[0] is < FirstVersion or > Version)
            throw new InvalidDataException($"not a packed series state of version {FirstVersion} to {Version}");
        var body = bytes[(1 + Checksum)..];
        if (!SHA256.HashData(body).AsSpan(0, Checksum).SequenceEqual(bytes.Slice(1, Checksum)))
            throw new InvalidDataException("the packed series state is damaged: its checksum differs");
        var reader = new PackReader(body);
        return ReadBody(ref reader, bytes[0]);
    }

    /// <summary>Whether the state packs into <see cref="MaximumBytes"/> with only its newest observations.</summary>
    /// <param name="reserved">Bytes to leave free.</param>
    internal static bool Fits(SeriesState state, int newest, int reserved)
    {
        var writer = new PackWriter();
        WriteHead(writer, state);
        var room = MaximumBytes - 1 - Checksum - writer.Length - BytesPerPoint - reserved;
        if (newest * BytesPerPoint <= room)
            return true;
        var window = new PackWriter();
        WindowCodec.Write(window, state.Window.AsSpan()[^newest..]);
        // The extremes of what is dropped come with the trimming.
        return window.Length + 64 <= room;
    }

    private static void WriteBody(PackWriter writer, SeriesState state)
    {
        WriteHead(writer, state);
        WindowCodec.Write(writer, state.Window.AsSpan());
    }

    private static void WriteHead(PackWriter writer, SeriesState state)
    {
        writer.Text(state.Series.Id);
        writer.Text(state.Series.Unit);
        writer.Byte((byte)state.Series.Frequency);
        writer.Text(state.Series.Calendar);
        writer.Unsigned((ulong)state.Episodes);
        WriteDropped(writer, state.Window.Dropped);
        writer.List(state.Window.Rolls, roll => RollCodec.Write(writer, roll));
        writer.Text(state.Note ?? "");
        writer.Byte(state.IsImporting ? (byte)1 : (byte)0);
        writer.List(state.Suspects, suspect => SuspectCodec.Write(writer, suspect));
        writer.List([.. state.Rules.OrderBy(pair => pair.Key, StringComparer.Ordinal)], pair =>
        {
            writer.Text(pair.Key);
            RuleStateCodec.Write(writer, pair.Value);
        });
    }

    private static SeriesState ReadBody(ref PackReader reader, byte version)
    {
        var series = new Series(reader.Text(), reader.Text(), (Frequency)reader.Byte(), reader.Text());
        var episodes = (int)reader.Unsigned();
        var dropped = ReadDropped(ref reader, version);
        var window = new History { Dropped = dropped, Rolls = version > ThirdVersion ? RollCodec.ReadAll(ref reader) : [] };
        var note = version >= SecondVersion ? reader.Text() : "";
        var importing = version > FourthVersion && reader.Byte() != 0;
        var suspects = version >= SecondVersion ? SuspectCodec.ReadAll(ref reader, contracts: version > ThirdVersion) : [];
        var rules = new Dictionary<string, RuleState>(StringComparer.Ordinal);
        for (var left = reader.Count(); left > 0; left--)
        {
            var id = reader.Text();
            rules.Add(id, RuleStateCodec.Read(ref reader, version < SecondVersion, version > FifthVersion));
        }

        WindowCodec.Read(ref reader, window);
        return reader.IsAtEnd
            ? new(series, window, rules, episodes) { Suspects = suspects, Note = note.Length == 0 ? null : note, IsImporting = importing }
            : throw new InvalidDataException("bytes follow the packed series state");
    }

    private static void WriteDropped(PackWriter writer, DroppedObservations? dropped)
    {
        writer.Unsigned((ulong)(dropped?.Count ?? 0));
        if (dropped is null)
            return;
        writer.Time(dropped.Last);
        foreach (var observation in (ReadOnlySpan<Observation>)[dropped.Highest, dropped.Lowest])
        {
            writer.Time(observation.Period);
            writer.Bits(observation.Value);
        }

        CarriedRunsCodec.Write(writer, dropped.Runs);
    }

    private static DroppedObservations? ReadDropped(ref PackReader reader, byte version)
    {
        var count = (int)reader.Unsigned();
        return count == 0
            ? null
            : new(count, reader.Time(), new(reader.Time(), reader.Bits()), new(reader.Time(), reader.Bits()))
            {
                Runs = version >= ThirdVersion ? CarriedRunsCodec.Read(ref reader) : CarriedRuns.None,
            };
    }
}
