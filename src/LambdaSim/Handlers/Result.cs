using System.Runtime.CompilerServices;

namespace LambdaSim.Handlers;

/// <summary>
/// Waits for what user code returned. Whatever is complete already costs nothing; what is not is awaited in a pooled state
/// machine, so its task must be awaited once.
/// </summary>
internal abstract class Result<TReturn, TOut>
{
    public abstract ValueTask<TOut> Take(TReturn returned);
}

internal sealed class SyncResult<T, TOut>(Answer<T, TOut> answer) : Result<T, TOut>
{
    public override ValueTask<TOut> Take(T returned) => answer.Of(returned);
}

internal sealed class TaskResult<TOut>(TOut nothing) : Result<Task, TOut>
{
    public override ValueTask<TOut> Take(Task returned) =>
        (returned ?? throw new NullTaskException()).IsCompletedSuccessfully ? new(nothing) : Await(returned, nothing);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<TOut> Await(Task task, TOut nothing)
    {
        await task.ConfigureAwait(false);
        return nothing;
    }
}

internal sealed class TaskResult<T, TOut>(Answer<T, TOut> answer) : Result<Task<T>, TOut>
{
    public override ValueTask<TOut> Take(Task<T> returned) =>
        (returned ?? throw new NullTaskException()).IsCompletedSuccessfully ? answer.Of(returned.Result) : Await(returned, answer);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<TOut> Await(Task<T> task, Answer<T, TOut> answer) =>
        await answer.Of(await task.ConfigureAwait(false)).ConfigureAwait(false);
}

internal sealed class ValueTaskResult<TOut>(TOut nothing) : Result<ValueTask, TOut>
{
    public override ValueTask<TOut> Take(ValueTask returned)
    {
        if (!returned.IsCompletedSuccessfully)
        {
            return Await(returned, nothing);
        }

        // Tells a pooled source that its result was taken.
        returned.GetAwaiter().GetResult();
        return new(nothing);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<TOut> Await(ValueTask task, TOut nothing)
    {
        await task.ConfigureAwait(false);
        return nothing;
    }
}

internal sealed class ValueTaskResult<T, TOut>(Answer<T, TOut> answer) : Result<ValueTask<T>, TOut>
{
    public override ValueTask<TOut> Take(ValueTask<T> returned) =>
        returned.IsCompletedSuccessfully ? answer.Of(returned.Result) : Await(returned, answer);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<TOut> Await(ValueTask<T> task, Answer<T, TOut> answer) =>
        await answer.Of(await task.ConfigureAwait(false)).ConfigureAwait(false);
}
