namespace Notifier.Core.Observations;

/// <summary>For each observation of a history the highest and the lowest so far, the earliest of equal ones: a re-run over all asks for it at every step.</summary>
internal sealed class RunningExtremes
{
    private readonly (Observation Highest, Observation Lowest)[] _soFar;

    public RunningExtremes(History history)
    {
        _soFar = new (Observation, Observation)[history.Count];
        var extremes = history.Dropped is { } dropped ? (dropped.Highest, dropped.Lowest) : (Highest: history[0], Lowest: history[0]);
        for (var index = 0; index < _soFar.Length; index++)
        {
            var observation = history[index];
            if (observation.Value > extremes.Highest.Value)
                extremes.Highest = observation;
            if (observation.Value < extremes.Lowest.Value)
                extremes.Lowest = observation;
            _soFar[index] = extremes;
        }
    }

    public int Count => _soFar.Length;

    public (Observation Highest, Observation Lowest) At(int index) => _soFar[index];
}
