using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Episodes;

/// <summary>The machines of one rule as bytes, inside <see cref="SeriesStateCodec"/>.</summary>
internal static class RuleStateCodec
{
    public static void Write(PackWriter writer, RuleState state)
    {
        writer.Text(state.RuleVersion);
        writer.Text(state.Ladder);
        writer.Text(state.Title);
        writer.List(state.Tags, writer.Text);
        WriteRungs(writer, state.Rungs);
        writer.Time(state.Checkpoint?.Before);
        if (state.Checkpoint is { } checkpoint)
            WriteRungs(writer, checkpoint.Rungs);
        writer.Time(state.LastTick);
        writer.Unsigned((ulong)state.Episode.Number);
        writer.Unsigned((ulong)state.Episode.Sequence);
        writer.Byte((byte)(state.Episode.Told ?? 0));
        writer.Byte((byte)(state.Episode.Peak ?? 0));
        writer.Time(state.Episode.OpenedAt);
        writer.Byte(state.Episode.Quiet ? (byte)1 : (byte)0);
        writer.Byte((byte)state.LastOutcome);
        writer.Text(state.LastReason);
        writer.Text(state.Others);
        writer.List<Acknowledgement>(state.Acknowledged is { } acknowledged ? [acknowledged] : [], one =>
        {
            writer.Text(one.By);
            writer.Text(one.Comment ?? "");
            writer.Time(one.At);
            writer.Byte((byte)one.Severity);
            writer.Time(one.Period);
            writer.Bits(one.Value);
            writer.Bits(one.WorseBy);
        });
    }

    /// <param name="first">Of the first version, in which a rule read one series only.</param>
    /// <param name="seen">Of a version in which an episode may be acknowledged.</param>
    public static RuleState Read(ref PackReader reader, bool first, bool seen)
    {
        var (version, ladder, title) = (reader.Text(), reader.Text(), reader.Text());
        var tags = new string[reader.Count()];
        for (var index = 0; index < tags.Length; index++)
            tags[index] = reader.Text();
        var rungs = ReadRungs(ref reader);
        var checkpoint = reader.OptionalTime() is { } before ? new Checkpoint(before, ReadRungs(ref reader)) : null;
        return new(version, ladder, title, tags, rungs, checkpoint, reader.OptionalTime(), ReadEpisode(ref reader), Outcome(reader.Byte()), reader.Text())
        {
            Others = first ? "" : reader.Text(),
            Acknowledged = seen ? ReadAcknowledgement(ref reader) : null,
        };
    }

    private static Acknowledgement? ReadAcknowledgement(ref PackReader reader)
    {
        if (reader.Count() == 0)
            return null;
        var (by, comment) = (reader.Text(), reader.Text());
        return new(by, comment.Length == 0 ? null : comment, reader.Time(), Severity(reader.Byte())!.Value, reader.Time(), reader.Bits(), reader.Bits());
    }

    private static EpisodeState ReadEpisode(ref PackReader reader) =>
        new((int)reader.Unsigned(), (int)reader.Unsigned(), Severity(reader.Byte()), Severity(reader.Byte()), reader.OptionalTime(), reader.Byte() == 1);

    private static void WriteRungs(PackWriter writer, IReadOnlyList<RungState> rungs) => writer.List(rungs, rung =>
    {
        writer.Byte((byte)rung.Phase);
        if (rung.Phase == RungPhase.Inactive)
            return;
        writer.Time(rung.ActiveAt);
        writer.Unsigned((ulong)rung.Met);
        writer.Unsigned((ulong)rung.Misses);
        writer.Time(rung.KeepSince);
    });

    private static RungState[] ReadRungs(ref PackReader reader)
    {
        var rungs = new RungState[reader.Count()];
        for (var index = 0; index < rungs.Length; index++)
        {
            var phase = (RungPhase)reader.Byte();
            rungs[index] = phase switch
            {
                RungPhase.Inactive => RungState.Inactive,
                RungPhase.Pending or RungPhase.Firing => new(phase, reader.OptionalTime(), (int)reader.Unsigned(), (int)reader.Unsigned(), reader.OptionalTime()),
                _ => throw new InvalidDataException("unknown phase of a rung"),
            };
        }

        return rungs;
    }

    private static Severity? Severity(byte value) =>
        value == 0 ? null : Enum.IsDefined((Severity)value) ? (Severity)value : throw new InvalidDataException("unknown severity");

    private static EvaluationOutcome Outcome(byte value) =>
        Enum.IsDefined((EvaluationOutcome)value) ? (EvaluationOutcome)value : throw new InvalidDataException("unknown outcome");
}
