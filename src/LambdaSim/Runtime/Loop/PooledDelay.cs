using System.Threading.Tasks.Sources;

namespace LambdaSim.Runtime;

/// <summary>
/// One reusable delay. It completes on the loop's thread and its continuation runs there, as a call. Whoever awaits a value task twice, against its
/// contract, holds an old version and gets an exception rather than another's delay.
/// </summary>
internal sealed class PooledDelay(DelayPool pool) : Alarm, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private CancellationTokenRegistration _registration;
    private CancellationToken _cancelled;

    internal ValueTask Task => new(this, _core.Version);

    /// <summary>A cancelled delay completes as an entry of the queue at the instant of the cancellation, never inside the call that cancels.</summary>
    internal void CancelWith(CancellationToken cancellation) =>
        _registration = cancellation.Register(static (state, token) =>
        {
            var (delay, version) = ((PooledDelay, short))state!;
            delay.Cancel(version, token);
        }, (this, _core.Version));

    internal override void Ring()
    {
        if (_cancelled.IsCancellationRequested)
        {
            _core.SetException(new TaskCanceledException(null, null, _cancelled));
        }
        else
        {
            _core.SetResult(true);
        }
    }

    internal override object? Awaited => this;

    internal override bool IsAnswered => _core.GetStatus(_core.Version) != ValueTaskSourceStatus.Pending;

    internal override void Abandon(Exception error)
    {
        if (!IsAnswered)
        {
            _core.SetException(error);
        }
    }

    public void GetResult(short token)
    {
        var over = _core.GetStatus(token) != ValueTaskSourceStatus.Pending;
        try
        {
            _core.GetResult(token);
        }
        finally
        {
            if (over)
            {
                Recycle();
            }
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    // Without the scheduling context: the loop's thread is where a handler's code belongs.
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags & ~ValueTaskSourceOnCompletedFlags.UseSchedulingContext);

    private void Cancel(short version, CancellationToken token)
    {
        if (version != _core.Version || _core.GetStatus(version) != ValueTaskSourceStatus.Pending || _cancelled.IsCancellationRequested)
        {
            return;
        }

        _cancelled = token;
        pool.Clock.Set(this, pool.Clock.Now);
    }

    private void Recycle()
    {
        // Not Dispose: that would wait for a callback which another thread may be running, held at a door.
        var reusable = _registration == default || _registration.Unregister() || _cancelled.IsCancellationRequested;
        _core.Reset();
        Sandbox = null;
        _registration = default;
        _cancelled = default;
        if (reusable)
        {
            pool.Return(this);
        }
    }
}
