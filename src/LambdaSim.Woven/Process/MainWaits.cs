using System.Runtime.CompilerServices;

namespace LambdaSim.Woven.Process;

/// <summary>
/// A <c>Main</c> that waits with its thread is left where it waits: as on Lambda, whose processes are killed, what comes after seldom runs. The process goes on
/// with what it waits for.
/// </summary>
[Hidden]
public static class MainWaits
{
    [ThreadStatic]
    private static bool _runs;

    [ThreadStatic]
    private static bool _isLeft;

    /// <summary>Main is being left: its <c>finally</c> blocks do not run.</summary>
    public static bool IsLeft() => _isLeft;

    /// <summary>For handlers of exceptions in Main: this one is none of theirs.</summary>
    public static bool IsLeave(object exception) => exception is LeaveException;

    public static void GetResult(ref TaskAwaiter awaiter)
    {
        if (!_runs || awaiter.IsCompleted)
        {
            awaiter.GetResult();
            return;
        }

        var over = new TaskCompletionSource();
        var own = awaiter;
        own.OnCompleted(() =>
        {
            try
            {
                own.GetResult();
                over.SetResult();
            }
            catch (Exception e)
            {
                over.SetException(e);
            }
        });
        Leave(over.Task);
    }

    public static void Wait(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (_runs && !task.IsCompleted)
        {
            Leave(task);
        }

        task.Wait();
    }

    /// <summary>Runs Main until it ends, or waits.</summary>
    /// <param name="main">Main; its result is its exit code.</param>
    /// <returns>Its end, or the end of what it waits for.</returns>
    public static Task<int> Run(Func<int> main)
    {
        ArgumentNullException.ThrowIfNull(main);
        _runs = true;
        try
        {
            return Task.FromResult(main());
        }
        catch (LeaveException leave)
        {
            return CodeOf(leave.Over);
        }
        catch (Exception e)
        {
            return Task.FromException<int>(e);
        }
        finally
        {
            (_runs, _isLeft) = (false, false);
        }
    }

    private static void Leave(Task over)
    {
        _isLeft = true;
        throw new LeaveException(over);
    }

    private static async Task<int> CodeOf(Task over)
    {
        await over.ConfigureAwait(false);
        return 0;
    }

    // Seen by nobody but Run: woven handlers pass it on.
    private sealed class LeaveException(Task over) : Exception
    {
        public Task Over => over;
    }
}
