namespace LambdaSim.Runtime;

/// <summary>One declared piece of external work, and the alarm that delivers its answer.</summary>
internal abstract class OutstandingWork(string name, long due) : Alarm
{
    internal string Name { get; } = name;

    internal long Due { get; } = due;

    internal abstract Task Done { get; }

    /// <summary>Nobody waits for its end any more: who awaits its answer is not resumed.</summary>
    internal bool IsGivenUp { get; set; }

    /// <summary>Called once it is over, in order of declaration.</summary>
    internal abstract void Record();
}

internal sealed class OutstandingWork<T> : OutstandingWork
{
    private readonly TaskCompletionSource<T> _result;
    private readonly Task<T> _task;
    private readonly Action<Task<T>>? _record;

    internal OutstandingWork(string name, Task<T> task, long due, Action<Task<T>>? record)
        : base(name, due)
    {
        (_task, _record) = (task, record);

        // Who awaits it waits for this.
        _result = new(this);
    }

    internal Task<T> Result => _result.Task;

    internal override Task Done => _task;

    internal override void Record() => _record?.Invoke(_task);

    internal override void Ring() => _result.SetFromTask(_task);
}
