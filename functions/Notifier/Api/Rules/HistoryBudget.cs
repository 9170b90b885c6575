using Notifier.Core.Observations;
using Notifier.Observations;

namespace Notifier.Api.Rules;

/// <summary>Reads histories as long as they are not too many observations in all.</summary>
internal sealed class HistoryBudget(ObservationStore store, Period? from, Period? to, int most)
{
    private int _read;

    /// <returns>By series id; null where there are more observations than may be read.</returns>
    public async Task<IReadOnlyDictionary<string, History>?> AllAsync(IEnumerable<Series> series, CancellationToken cancellation)
    {
        var histories = new Dictionary<string, History>(StringComparer.Ordinal);
        foreach (var one in series)
        {
            var rolls = new List<Roll>();
            var history = histories[one.Id] = new History { Rolls = rolls };
            await foreach (var noted in store.ReadNotedAsync(one.Id, from, to, cancellation))
            {
                if (++_read > most)
                    return null;
                if (noted.Roll is { } roll && history.Count > 0)
                    rolls.Add(roll);
                history.Append(noted.Observation);
            }
        }

        return histories;
    }
}
