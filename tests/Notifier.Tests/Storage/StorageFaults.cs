using Azure.Core;
using Azure.Core.Pipeline;

namespace Notifier.Tests.Storage;

/// <summary>Faults on the way to storage: a policy that a test hands to the clients.</summary>
internal sealed class StorageFaults : HttpPipelinePolicy
{
    private readonly object _gate = new();
    private Func<int, Request, StorageFault> _plan = static (_, _) => StorageFault.None;
    private int _calls;

    /// <summary>Requests seen since the plan was set.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>What somebody else does before the request with this number, from 1, is sent.</summary>
    public Func<int, Request, Task>? Before { get; set; }

    /// <param name="plan">Told the number of the request, from 1, and the request.</param>
    public void Plan(Func<int, Request, StorageFault> plan)
    {
        lock (_gate)
            (_plan, _calls) = (plan, 0);
    }

    public void Clear() => Plan(static (_, _) => StorageFault.None);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("only asynchronous calls are made");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        StorageFault fault;
        int call;
        lock (_gate)
        {
            call = ++_calls;
            fault = _plan(call, message.Request);
        }

        if (Before is { } before)
            await before(call, message.Request);
        if (fault == StorageFault.CrashBefore)
            throw new StorageCrashException();
        if (fault == StorageFault.NeverSent)
            throw new IOException("the connection was reset before the request was sent");
        await ProcessNextAsync(message, pipeline);
        if (fault == StorageFault.CrashAfter)
            throw new StorageCrashException();
        if (fault == StorageFault.AnswerLost)
            throw new IOException("the connection was reset before the answer came");
    }
}

internal enum StorageFault
{
    None,

    /// <summary>The client tries again by itself.</summary>
    NeverSent,

    /// <summary>Applied, but nobody heard: the client tries again by itself.</summary>
    AnswerLost,

    /// <summary>The process ends here: nothing of this run follows.</summary>
    CrashBefore,
    CrashAfter,
}

/// <summary>Stands for the end of the process; the client does not retry it.</summary>
internal sealed class StorageCrashException : Exception;
