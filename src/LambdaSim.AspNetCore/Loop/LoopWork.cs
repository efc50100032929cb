namespace LambdaSim.AspNetCore;

/// <summary>Something asked of the simulation, on its way through the loop's channel.</summary>
internal abstract class LoopWork
{
    /// <summary>Real time at which it was asked, as <see cref="System.Diagnostics.Stopwatch"/> counts it.</summary>
    public long Asked { get; } = System.Diagnostics.Stopwatch.GetTimestamp();

    /// <summary>Virtual time passes for it until it is over.</summary>
    public virtual bool Waits => false;

    public virtual bool IsOver => true;

    /// <summary>Begins it, on the simulation's thread.</summary>
    public abstract void Begin(Simulation simulation);

    /// <summary>Tells who asked, once it is over.</summary>
    public virtual void Answer()
    {
    }

    public abstract void Fail(Exception e);
}

/// <summary>What is over at once.</summary>
internal sealed class Question<T>(Func<Simulation, T> work) : LoopWork
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Result => _answer.Task;

    public override void Begin(Simulation simulation) => _answer.TrySetResult(work(simulation));

    public override void Fail(Exception e) => _answer.TrySetException(e);
}

/// <summary>What virtual time brings to an end.</summary>
internal sealed class Waiting<T>(Func<Simulation, Task<T>> start) : LoopWork
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<T>? _task;

    public Task<T> Result => _answer.Task;

    public override bool Waits => true;

    public override bool IsOver => _task is { IsCompleted: true };

    public override void Begin(Simulation simulation) => _task = start(simulation);

    public override void Answer()
    {
        if (_task!.Exception is { } e)
        {
            _answer.TrySetException(e.InnerExceptions);
        }
        else if (_task.IsCanceled)
        {
            _answer.TrySetCanceled();
        }
        else
        {
            _answer.TrySetResult(_task.Result);
        }
    }

    public override void Fail(Exception e) => _answer.TrySetException(e);
}
