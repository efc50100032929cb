namespace LambdaSim.Runtime;

/// <summary>A user's handler, bound: what the runtime calls in a process of an environment. One for each function.</summary>
internal abstract class HandlerCode
{
    /// <summary>Whether there is anything to run in the init phase.</summary>
    public virtual bool HasInit => false;

    /// <summary>How a person knows it, for messages: a type and method.</summary>
    public abstract string Description { get; }

    /// <summary>How its JSON is written and read, for callers who pass values; null: as everybody's.</summary>
    public virtual System.Text.Json.JsonSerializerOptions? JsonOptions => null;

    /// <summary>What the user's code asks for and the simulation does not do.</summary>
    public virtual IReadOnlyList<string> Unsimulated => [];

    /// <summary>Runs the init phase of one process: constructor, init delegate. What it returns is the process's instance.</summary>
    /// <param name="context">Context without a request: its request id is empty.</param>
    public virtual ValueTask<object?> Init(LambdaContext context) => default;

    /// <summary>Runs one invocation. Errors of the user's code pass out as they are, those before its first await out of this call and not in the task.</summary>
    /// <param name="instance">What <see cref="Init"/> returned for this process.</param>
    /// <param name="context">The invocation.</param>
    /// <param name="payload">The event: UTF-8 JSON, <c>{}</c> when the caller sent nothing.</param>
    /// <returns>The response as UTF-8 JSON (or raw bytes of a stream handler); <c>null</c> for a handler that returns nothing.</returns>
    public abstract ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload);

    /// <summary>Why no other environment can have a process now; null: one can. Where processes are limited, an environment ends with its own.</summary>
    public virtual string? NoRoom => null;

    /// <summary>Processes are not ours to start: there are as many environments as somebody else runs processes.</summary>
    public virtual bool HasForeignProcesses => false;

    /// <summary>A call was admitted to a new environment: its <see cref="Init"/> follows.</summary>
    public virtual void Promise()
    {
    }

    /// <summary>A process was killed, or its environment went.</summary>
    /// <param name="instance">What <see cref="Init"/> returned for it.</param>
    public virtual void Left(object? instance)
    {
    }

    /// <summary>Whether <see cref="Shutdown"/> would run the user's code.</summary>
    public virtual bool Disposes(object? instance) => false;

    /// <summary>Whether <see cref="Shutdown"/> has anything to do: a process that is gone is kept for it until then.</summary>
    public virtual bool HasShutdown(object? instance) => Disposes(instance);

    /// <summary>Ends a process orderly, where AWS gives time for it, and when the simulation is disposed.</summary>
    public virtual ValueTask Shutdown(object? instance) => default;
}
