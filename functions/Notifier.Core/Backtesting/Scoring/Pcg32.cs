using System.Numerics;

namespace Notifier.Core.Backtesting.Scoring;

/// <summary>Permuted congruential generator PCG-XSH-RR 64/32 (O'Neill 2014, HMC-CS-2014-0905): the same numbers from the same seed on any machine.</summary>
internal sealed class Pcg32
{
    private const ulong Multiplier = 6364136223846793005;
    private const ulong Increment = 1442695040888963407;

    private ulong _state;

    public Pcg32(ulong seed)
    {
        _state = seed + Increment;
        Next();
    }

    /// <summary>A number from 0 to before <paramref name="bound"/>, each as likely (Lemire 2019; its bias is below 2⁻³² × bound).</summary>
    public int Below(int bound) => (int)(((ulong)Next() * (uint)bound) >> 32);

    private uint Next()
    {
        var old = _state;
        _state = old * Multiplier + Increment;
        return BitOperations.RotateRight((uint)(((old >> 18) ^ old) >> 27), (int)(old >> 59));
    }
}
