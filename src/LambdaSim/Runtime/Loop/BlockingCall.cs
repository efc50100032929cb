namespace LambdaSim.Runtime;

/// <summary>A call that blocked until the watchdog interrupted it, and what to do instead.</summary>
/// <param name="Call">What user code or a library called, and who called it.</param>
/// <param name="Advice">A sentence without its full stop.</param>
internal sealed record BlockingCall(string Call, string Advice)
{
    private const string Frame = "at ";

    /// <summary>Where frames have no names (native AOT).</summary>
    internal static BlockingCall Unknown { get; } = new("a wait that nothing can end", Await);

    private const string Await = "Virtual time cannot pass while code blocks; await the task instead";
    private const string Sleep = "It sleeps and looks again, and what it looks for cannot come: virtual time does not pass meanwhile, and other code of the simulation does not run. "
        + "A lock of a database, say, that another invocation holds while it awaits: end the transaction before the await, or give the library a timeout of its own that is shorter than BlockingPatience";
    private const string Wait = "Virtual time cannot pass while code blocks, and other code of the simulation, which may hold what this waits for, does not run: "
        + "wait without blocking (SemaphoreSlim.WaitAsync, a channel), and hold no lock while awaiting";

    /// <summary>From the stack of the thread where it was interrupted: the framework's outermost frame is what was called.</summary>
    internal static BlockingCall Of(string? stack)
    {
        string? call = null;
        string? caller = null;
        foreach (var line in (stack ?? "").Split('\n', StringSplitOptions.TrimEntries))
        {
            if (!line.StartsWith(Frame, StringComparison.Ordinal))
            {
                continue;
            }

            var frame = line[Frame.Length..];
            if (!frame.StartsWith("System.", StringComparison.Ordinal))
            {
                caller = frame.Split(" in ", 2)[0];
                break;
            }

            call = frame;
        }

        if (call is null)
        {
            return Unknown;
        }

        if (call.StartsWith("System.Threading.Tasks.", StringComparison.Ordinal) || call.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal))
        {
            return new(call, Await);
        }

        // A lambda's name says nothing.
        return new(
            caller is null || caller.Contains("<>c", StringComparison.Ordinal) ? call : $"{call}, called by {caller}",
            call.StartsWith("System.Threading.Thread.Sleep", StringComparison.Ordinal) ? Sleep : Wait);
    }
}
