namespace LambdaSim.Runtime;

/// <summary>
/// A request to a service beside Lambda. It leaves its caller as an entry of the queue, at the caller's own time, and its answer comes back as one: an
/// answer to a process that is gone is dropped, one to a frozen process waits for the thaw.
/// </summary>
/// <param name="host">What it travels through.</param>
/// <param name="words">What is asked of whom, for messages.</param>
/// <param name="begin">Does it, once it has arrived; the answer is given at once or later, and what it returns gives up waiting.</param>
internal sealed class ServiceCall<T>(LoopHost host, string words, Func<Action<T>, Action?> begin) : Alarm
{
    private readonly TaskCompletionSource<T> _answer = new();
    private bool _isLeaving = true;
    private bool _isReturning;
    private bool _isGivenUp;
    private Action? _stop;
    private T? _result;
    private Exception? _error;
    private CancellationTokenRegistration _registration;

    public Task<T> Answer => _answer.Task;

    internal override bool KeepsAlive => true;

    internal override bool IsBound => !_isLeaving;

    internal override object? Awaited => Answer;

    internal override bool IsAnswered => Answer.IsCompleted;

    internal override string Words => $"the answer to {words}";

    /// <summary>Who gives up gets a cancelled answer as an entry of that instant, never inside the call that cancels.</summary>
    public void GiveUpWith(CancellationToken cancellation) => _registration = cancellation.Register(static state => ((ServiceCall<T>)state!).GiveUp(), this);

    internal override void Abandon(Exception error)
    {
        _answer.TrySetException(error);

        // Told to who awaits it; nobody else missed it.
        _ = Answer.Exception;
    }

    internal override void Ring()
    {
        if (_isLeaving)
        {
            _isLeaving = false;
            Arrive();
            return;
        }

        host.Answered(this);
        _registration.Unregister();
        if (_isGivenUp)
        {
            _answer.TrySetCanceled();
        }
        else if (_error is not null)
        {
            Abandon(_error);
        }
        else
        {
            _answer.TrySetResult(_result!);
        }
    }

    private void Arrive()
    {
        if (_isGivenUp)
        {
            Return();
            return;
        }

        try
        {
            _stop = begin(result =>
            {
                _result = result;
                Return();
            });
        }
        catch (Exception e) when (e is not ThreadInterruptedException)
        {
            _error = e;
            Return();
        }
    }

    private void GiveUp()
    {
        if (_isReturning || _isGivenUp || host.Baton.IsTrespassed)
        {
            return;
        }

        _isGivenUp = true;
        _stop?.Invoke();
        if (!_isLeaving)
        {
            Return();
        }
    }

    private void Return()
    {
        if (!_isReturning)
        {
            _isReturning = true;
            host.Return(this);
        }
    }
}
