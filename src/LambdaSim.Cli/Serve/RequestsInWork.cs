namespace LambdaSim.Cli.Serve;

/// <summary>Counts requests between their first line and their answer. A connection that says nothing, or half a request, is none.</summary>
internal sealed class RequestsInWork
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _none;
    private int _count;

    public async Task Count(Task request)
    {
        lock (_lock)
        {
            _count++;
        }

        try
        {
            await request;
        }
        finally
        {
            lock (_lock)
            {
                if (--_count == 0)
                {
                    _none?.TrySetResult();
                }
            }
        }
    }

    /// <summary>Completes when there is none, once nothing new comes.</summary>
    public Task None()
    {
        lock (_lock)
        {
            _none = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_count == 0)
            {
                _none.SetResult();
            }

            return _none.Task;
        }
    }
}
