namespace LambdaSim.Runtime;

/// <summary>One declared piece of external work, and the alarm that delivers its answer.</summary>
internal abstract class OutstandingWork(string name, long due) : Alarm
{
    internal string Name { get; } = name;

    internal long Due { get; } = due;

    internal abstract Task Done { get; }

    /// <summary>Called once it is over, in order of declaration.</summary>
    internal abstract void Record();
}

internal sealed class OutstandingWork<T>(string name, Task<T> task, long due, Action<Task<T>>? record) : OutstandingWork(name, due)
{
    private readonly TaskCompletionSource<T> _result = new();

    internal Task<T> Result => _result.Task;

    internal override Task Done => task;

    internal override void Record() => record?.Invoke(task);

    internal override void Ring() => _result.SetFromTask(task);
}
