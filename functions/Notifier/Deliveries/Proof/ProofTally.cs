using System.Collections.Concurrent;

namespace Notifier.Deliveries.Proof;

/// <summary>What a run has found so far; several shards are proven at once.</summary>
internal sealed class ProofTally
{
    /// <summary>So many are listed; more are counted.</summary>
    private const int Listed = 100;

    private readonly ConcurrentQueue<Unproven> _items = new();
    private int _proven;
    private int _underWay;
    private int _unproven;

    public int Unproven => _unproven;

    public void Proven(int count) => Interlocked.Add(ref _proven, count);

    public void UnderWay(int count) => Interlocked.Add(ref _underWay, count);

    public void Add(Unproven item)
    {
        if (Interlocked.Increment(ref _unproven) <= Listed)
            _items.Enqueue(item);
    }

    public ProofResult Result(DateTimeOffset at, int warnings, int deadLetters) => new(at, warnings, _proven, _underWay, deadLetters, _unproven, [.. _items]);
}
