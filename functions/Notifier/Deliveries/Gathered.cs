namespace Notifier.Deliveries;

/// <summary>
/// Writes that come while another is under way go together in the next one: sixteen results cost two or three transactions
/// instead of sixteen, and none waits for a timer.
/// </summary>
/// <param name="most">Of one write.</param>
/// <param name="write">Returns a result for each item, in their order.</param>
internal sealed class Gathered<TItem, TResult>(int most, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> write)
{
    private readonly Queue<(TItem Item, TaskCompletionSource<TResult> Written)> _waiting = new();
    private bool _writing;

    public Task<TResult> WriteAsync(TItem item)
    {
        var written = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            _waiting.Enqueue((item, written));
            if (_writing)
                return written.Task;
            _writing = true;
        }

        _ = Task.Run(WriteAllAsync);
        return written.Task;
    }

    private async Task WriteAllAsync()
    {
        while (Take() is { Length: > 0 } some)
        {
            try
            {
                var results = await write([.. some.Select(one => one.Item)]);
                for (var index = 0; index < some.Length; index++)
                    some[index].Written.SetResult(results[index]);
            }
            catch (Exception failure)
            {
                // Whoever waits for it decides.
                foreach (var (_, written) in some)
                    written.TrySetException(failure);
            }
        }
    }

    private (TItem Item, TaskCompletionSource<TResult> Written)[] Take()
    {
        lock (_waiting)
        {
            var some = new (TItem, TaskCompletionSource<TResult>)[Math.Min(most, _waiting.Count)];
            for (var index = 0; index < some.Length; index++)
                some[index] = _waiting.Dequeue();
            _writing = some.Length > 0;
            return some;
        }
    }
}
