// Real time: declared external work takes some.
#pragma warning disable RS0030

namespace LambdaSim.Runtime;

/// <summary>
/// Declared work of the real world. While any is out, virtual time stands still; its answers come in the order of declaration, each after the virtual
/// time it was declared to take. So the run is as reproducible as the answers are.
/// </summary>
internal sealed class ExternalWork(Baton baton, IAlarmClock clock, ExternalRecorder? recorder = null)
{
    private readonly List<OutstandingWork> _outstanding = [];

    private Func<Task>? _arrival;
    private Func<int, bool>? _mayPass;

    internal bool Any => _outstanding.Count > 0;

    /// <summary>Requests from outside come in while work is out.</summary>
    internal bool IsInterruptible => _arrival is not null;

    /// <summary>All that is out waits for the simulation itself: time may pass.</summary>
    internal bool MayPass => _mayPass?.Invoke(Unfinished) == true;

    private int Unfinished => _outstanding.Count(static w => !w.Done.IsCompleted);

    /// <summary>As many callers wait as there are pieces of other work: each is taken to wait for them.</summary>
    internal bool Lets(int pieces) => _mayPass?.Invoke(pieces + Unfinished) == true;

    /// <summary>The next request from outside, if any can come.</summary>
    internal Task[] Arrival() => _arrival is null ? [] : [_arrival()];

    internal void Interruptible(Func<Task> arrival, Func<int, bool> mayPass) => (_arrival, _mayPass) = (arrival, mayPass);

    /// <summary>Names of what is out, in order of declaration.</summary>
    internal IReadOnlyList<string> Names => [.. _outstanding.Select(w => w.Name)];

    /// <summary>What is not over is waited for no more: whoever awaits it is resumed no more. What is over is still delivered.</summary>
    /// <returns>Its names, in order of declaration.</returns>
    internal IReadOnlyList<string> GiveUp()
    {
        var late = _outstanding.Where(static w => !w.Done.IsCompleted).ToArray();
        Array.ForEach(late, static w => w.IsGivenUp = true);
        _outstanding.RemoveAll(late.Contains);
        return [.. late.Select(static w => w.Name)];
    }

    /// <summary>Why the verb cannot go on; null: it can. The next verb can.</summary>
    internal string? TakeProblem() => recorder?.TakeProblem();

    /// <summary>What a recording has and the run did not ask for; null: nothing.</summary>
    internal string? Unused => recorder?.Unused;

    /// <summary>Starts <paramref name="work"/> outside the simulation.</summary>
    /// <param name="work">Runs in an empty context without the baton.</param>
    /// <param name="took">Virtual nanoseconds from now to its answer.</param>
    /// <param name="name">For messages and recordings.</param>
    internal Task<T> Start<T>(Func<Task<T>> work, long took, string name = "external work")
    {
        var key = recorder?.NextKey(name);
        var task = recorder is { Replays: true } ? recorder.Answer<T>(key!) : Outside(work);
        var outstanding = new OutstandingWork<T>(name, task, Virtual.Add(clock.Now, took), recorder is { Replays: false } ? answer => recorder.Write(key!, answer) : null)
        {
            Sandbox = Sandbox.Current,
        };
        _outstanding.Add(outstanding);
        return outstanding.Result;
    }

    /// <summary>Whether <see cref="Deliver"/> would.</summary>
    internal bool AnyToDeliver => _outstanding.Count - Unfinished is > 0 and var over && (over == _outstanding.Count || _mayPass?.Invoke(_outstanding.Count - over) == true);

    /// <summary>Sets the alarms of what is over, if all is, or if what is not waits for the simulation itself: for what is held back here, perhaps.</summary>
    /// <returns>Whether there was any.</returns>
    internal bool Deliver()
    {
        var over = _outstanding.Where(static w => w.Done.IsCompleted).ToArray();
        if (over.Length == 0 || (over.Length < _outstanding.Count && _mayPass?.Invoke(_outstanding.Count - over.Length) != true))
        {
            return false;
        }

        Take(over);
        return true;
    }

    /// <summary>
    /// Waits in real time until everything out is over and sets the alarms that deliver the answers.
    /// </summary>
    /// <returns>False when patience ended first: all of it is still out; null: a request came first, or a piece of several was over.</returns>
    internal bool? Wait(TimeSpan patience)
    {
        bool? over = true;
        var all = _outstanding.ToArray();
        baton.Outside(() =>
        {
            var done = Task.WhenAll(all.Select(w => w.Done));
            try
            {
                if (_arrival is null)
                {
                    over = done.Wait(patience);
                    return;
                }

                var first = Task.WaitAny([done, _arrival(), .. all.Select(static w => w.Done).Where(static t => !t.IsCompleted)], patience);
                over = first < 0 ? false : done.IsCompleted ? true : null;
            }
            catch (AggregateException)
            {
                // Each piece delivers its own.
            }
            catch (ThreadInterruptedException)
            {
                over = done.IsCompleted;
            }
        });

        if (over != true)
        {
            return over;
        }

        Take(all);
        return true;
    }

    // In order of declaration.
    private void Take(OutstandingWork[] over)
    {
        _outstanding.RemoveAll(over.Contains);
        foreach (var work in over)
        {
            work.Record();
            clock.Set(work, Math.Max(clock.Now, work.Due));
        }
    }

    /// <summary>Begins work in an empty context without the baton.</summary>
    internal Task<T> Outside<T>(Func<Task<T>> work)
    {
        Task<T>? task = null;
        baton.Outside(() =>
        {
            try
            {
                task = work() ?? throw new InvalidOperationException("The external work returned no task.");
            }
            catch (Exception e)
            {
                task = Task.FromException<T>(e);
            }
        });
        return task!;
    }
}
