// Real threads and real time: this is where they are put in order.
#pragma warning disable RS0030

namespace LambdaSim.Runtime;

/// <summary>What happens on foreign threads, called by the doors on the acting thread. Nothing here may throw.</summary>
internal sealed partial class Baton
{
    /// <summary>The calling thread has set a real timer.</summary>
    internal static void OnRealTimer(int id, int dueMs)
    {
        if (_current is { _open: true } baton && Sandbox.Current is { } sandbox)
        {
            baton._realTimers.Enqueue(new SetTimer(sandbox, id, dueMs));
            baton._anyRealTimer = true;
        }
    }

    /// <summary>Something was put on the thread pool by the calling thread.</summary>
    internal static void OnEnqueue(int id, int taskId)
    {
        if (_current is { _open: true } baton)
        {
            baton.Escape(id, taskId);
        }
    }

    /// <summary>The calling pool thread took an item from a queue and is about to run it.</summary>
    internal static void OnDequeue(int id)
    {
        if (_mine is not null)
        {
            EndOfItem();
        }

        if (Routes.TakeDequeued(id) is { } item)
        {
            item.Baton.Hold(item);
        }
    }

    /// <summary>
    /// A task starts on the calling thread. One that escaped and was never dequeued runs as a call inside the code that waits for it, so it is no item
    /// any more: nobody will ever see it arrive.
    /// </summary>
    internal static void OnTaskStarted(int taskId)
    {
        if (Routes.TakeStarted(taskId) is { } item)
        {
            item.Baton.Withdraw(item);
        }
    }

    /// <summary>The calling thread is about to wait for a task: what the watchdog then sees is no mere contention for a lock.</summary>
    internal static void OnBlocking()
    {
        if (_mine is { } item)
        {
            item.Blocking = true;
        }
        else if (_current is { } baton)
        {
            baton._blocking = true;
        }
    }

    /// <summary>The calling thread's item is over: the baton goes back to where it came from.</summary>
    internal static void EndOfItem()
    {
        var item = _mine!;
        (_current, _mine) = item.Outer;
        item.Baton.Finish(item);
        if (item.Interrupted)
        {
            Uninterrupted.Calm();
        }
    }

    /// <summary>Code of <paramref name="sandbox"/> is about to run on the calling thread.</summary>
    internal void EnterFromOutside(Sandbox sandbox)
    {
        if (_current == this)
        {
            return;
        }

        var item = new HeldItem(this, 0) { FromOutside = true, Owner = sandbox.Name };
        item.Arrive();
        using (Uninterrupted.Lock(_lock))
        {
            if (_ended || (sandbox.Dead && !_open))
            {
                return;
            }

            if (OutsidePolicy == OutsideWork.Reject && !sandbox.Dead)
            {
                if (OutsideArrival is null)
                {
                    ArrivedBy = ArrivingThread.Words();
                    OutsideArrival = sandbox;
                }

                if (!_open)
                {
                    // The next run ends with it.
                    return;
                }
            }

            // A dead sandbox's threads are never let in; they go on when the run is over and can no longer touch it.
            (sandbox.Dead ? _fenced : _outside).Add(item);
            Count();
            Monitor.PulseAll(_lock);
        }

        Enter(item);
    }

    private void Escape(int id, int taskId)
    {
        PoolDoor.HearTasks();
        var item = new HeldItem(this, id) { TaskId = taskId, Waiting = true, Owner = Sandbox.Current?.Name };
        if (Policy == Escapes.Reject && RejectedEscape is null)
        {
            RejectedEscape = EscapeStack.Capture();
            RejectedBy = Sandbox.Current;
        }

        using (Uninterrupted.Lock(_lock))
        {
            if (!_open)
            {
                return;
            }

            // Before the item is in a queue: its thread cannot come before this.
            Routes.Add(item);
            _escaped.AddLast(item);
            Count();
        }
    }

    private void Hold(HeldItem item)
    {
        using (Uninterrupted.Lock(_lock))
        {
            if (!_open || !item.Waiting)
            {
                return;
            }

            item.Arrive();
            Monitor.PulseAll(_lock);
        }

        if (Enter(item))
        {
            ContextDoor.MarkItem();
        }
    }

    private bool Enter(HeldItem item)
    {
        if (!item.WaitAtTheDoor())
        {
            return false;
        }

        item.Outer = (_current, _mine);
        _current = this;
        _mine = item;
        item.Begin();
        return true;
    }

    private void Withdraw(HeldItem item)
    {
        using (Uninterrupted.Lock(_lock))
        {
            if (item.Waiting)
            {
                item.Waiting = false;
                _escaped.Remove(item);
            }

            Count();
            Monitor.PulseAll(_lock);
        }
    }

    private void Finish(HeldItem item)
    {
        using (Uninterrupted.Lock(_lock))
        {
            if (item.Over)
            {
                // Seen by its thread's name, before the thread came to tell.
                return;
            }

            item.Over = true;
            _running.Remove(item);
            _turn++;
            Count();
            Monitor.PulseAll(_lock);
        }
    }
}
