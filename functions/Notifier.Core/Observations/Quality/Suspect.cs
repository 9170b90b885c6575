namespace Notifier.Core.Observations.Quality;

/// <summary>An observation that a check has put aside: kept and shown, and not seen by any rule until it is confirmed.</summary>
/// <param name="Detail">What is odd about it, with the numbers: <c>×100 of 146,000 (2021-09-21): a decimal point or a unit?</c></param>
/// <param name="Rejected">A person has said that it is wrong, or the source has given another value: nothing that follows confirms it.</param>
public sealed record Suspect(Observation Observation, SuspectKind Kind, string Detail, bool Rejected = false)
{
    public Period Period => Observation.Period;

    /// <summary>The futures contract that it is of; null where none is known.</summary>
    public string? Contract { get; init; }

    /// <summary>The change to that contract where it was measured: it is the series' as soon as this value, or one after it, is taken.</summary>
    public Roll? Roll { get; init; }

    /// <summary>Whether the same value for the same period has been put aside before.</summary>
    public bool Is(Observation other) => Observation.Period == other.Period && Observation.Value.Equals(other.Value);
}

public enum SuspectKind
{
    /// <summary>The level changed by a factor that units, decimals and currencies have: ×100, ×1,000, ×2,204.62.</summary>
    Scale,

    /// <summary>The level changed more than a price does from one observation to the next, by a factor that says nothing.</summary>
    Jump,

    /// <summary>Zero on a series of positive prices: a row without trade.</summary>
    Zero,

    /// <summary>The level with a minus before it.</summary>
    Sign,

    /// <summary>Outside what was declared plausible.</summary>
    Range,

    /// <summary>Two values for one period in one answer.</summary>
    Duplicate,

    /// <summary>A period that has not begun.</summary>
    Future,

    /// <summary>The same value far longer than this series is used to: the source may stand still.</summary>
    Stale,

    /// <summary>A jump where the futures contract changed and no day is known on which both settled.</summary>
    Roll,
}

public static class SuspectKindText
{
    public static string Word(this SuspectKind kind) => kind switch
    {
        SuspectKind.Scale => "scale",
        SuspectKind.Jump => "jump",
        SuspectKind.Zero => "zero",
        SuspectKind.Sign => "sign",
        SuspectKind.Range => "range",
        SuspectKind.Duplicate => "duplicate",
        SuspectKind.Future => "future",
        SuspectKind.Stale => "stale",
        SuspectKind.Roll => "roll",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind"),
    };

    public static bool TryParse(string? word, out SuspectKind kind)
    {
        foreach (var candidate in Enum.GetValues<SuspectKind>())
        {
            if (candidate.Word() == word)
            {
                kind = candidate;
                return true;
            }
        }

        kind = default;
        return false;
    }
}
