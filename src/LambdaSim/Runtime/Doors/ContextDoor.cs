namespace LambdaSim.Runtime;

/// <summary>
/// The second door: execution contexts. Whatever enters a sandbox on a thread that does not hold its baton (real timers, sockets, threads)
/// is stopped here before a line of user code runs; and the end of a let-in item is seen here. The runtime calls both on the acting thread, and an
/// exception out of them would end the process: nothing here throws.
/// </summary>
internal static class ContextDoor
{
    private static readonly object _mark = new();
    private static readonly AsyncLocal<Sandbox?> _sandbox = new(OnSandboxChanged);
    private static readonly AsyncLocal<object?> _endMark = new(OnMarkChanged);

    // Building a sandbox's context enters and leaves it: no work does.
    [ThreadStatic]
    private static bool _building;

    internal static Sandbox? Current => _sandbox.Value;

    internal static ExecutionContext ContextOf(Sandbox sandbox, ExecutionContext basis)
    {
        var captured = basis;
        var outer = _building;
        _building = true;
        try
        {
            ExecutionContext.Run(basis, _ =>
            {
                _sandbox.Value = sandbox;
                captured = ExecutionContext.Capture()!;
            }, null);
        }
        finally
        {
            _building = outer;
        }

        return captured;
    }

    /// <summary>Marks this thread's context. The pool removes the mark when the present item is over, and that is how its end is known.</summary>
    internal static void MarkItem() => _endMark.Value = _mark;

    private static void OnSandboxChanged(AsyncLocalValueChangedArgs<Sandbox?> change)
    {
        if (_building)
        {
            return;
        }

        try
        {
            var mine = Baton.Mine;
            if (change.CurrentValue is { } sandbox)
            {
                if (mine is { FromOutside: true } && mine.Baton != sandbox.Baton)
                {
                    // From one simulation's context straight into another's, or back.
                    Baton.EndOfItem();
                }

                sandbox.Baton.EnterFromOutside(sandbox);
            }
            else if (mine is { FromOutside: true })
            {
                Baton.EndOfItem();
            }
            else if (mine is not null)
            {
                // Work queued with its context loses the mark on its way in: it is set again on the way out. When the pool itself is
                // what takes the context away, nothing follows that would remove the mark.
                if (change.ThreadContextChanged && PoolFrames.AtTheEndOfAnItem() == true)
                {
                    Baton.EndOfItem();
                }
                else
                {
                    MarkItem();
                }
            }
        }
        catch (Exception)
        {
            // See the summary. What fails here is an end that is not seen here: the thread's name tells it.
        }
    }

    private static void OnMarkChanged(AsyncLocalValueChangedArgs<object?> change)
    {
        if (_building || change.CurrentValue is not null || !change.ThreadContextChanged || Baton.Mine is not { FromOutside: false } || _sandbox.Value is not null)
        {
            return;
        }

        try
        {
            // Code inside an item may run something else in an empty context, too: only the pool's own frames mean the end. The others leave the
            // mark behind: it is set again, or the end that follows would go unseen.
            if (PoolFrames.AtTheEndOfAnItem() == true)
            {
                Baton.EndOfItem();
            }
            else
            {
                MarkItem();
            }
        }
        catch (Exception)
        {
        }
    }
}
