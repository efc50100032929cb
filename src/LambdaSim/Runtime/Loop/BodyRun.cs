using System.Runtime.ExceptionServices;

namespace LambdaSim.Runtime;

/// <summary>The body of one Run.</summary>
internal sealed class BodyRun(Func<Task> body, LoopHost host)
{
    private Task? _task;
    private ExceptionDispatchInfo? _error;

    /// <summary>Whose world it moves.</summary>
    public LoopHost Host => host;

    /// <summary>Its code, once it has begun.</summary>
    public Task? Task => _task;

    public bool IsOver => _error is not null || _task is { IsCompleted: true };

    public void Begin()
    {
        try
        {
            _task = body() ?? throw new InvalidOperationException("the body of Run returned no task");
        }
        catch (Exception e)
        {
            _error = ExceptionDispatchInfo.Capture(e);
        }
    }

    public void ThrowIfFailed()
    {
        _error?.Throw();
        _task!.GetAwaiter().GetResult();
    }
}
