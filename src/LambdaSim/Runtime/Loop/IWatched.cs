// Real threads are what this is about.
#pragma warning disable RS0030

namespace LambdaSim.Runtime;

/// <summary>A loop, as the watchdog sees it. Read from its thread at any moment.</summary>
internal interface IWatched
{
    /// <summary>Changes with every step of the loop.</summary>
    long Step { get; }

    /// <summary>The loop's thread is inside user code, not in a wait of the loop's own.</summary>
    bool InUser { get; }

    Thread Thread { get; }

    Baton Baton { get; }

    /// <summary>Real milliseconds a handler may block, with nothing escaped that could unblock it.</summary>
    int PatienceMs { get; }

    /// <summary>Called on the watchdog's thread: user code has had the loop's thread since its last look.</summary>
    /// <param name="elapsedMs">Real milliseconds since then.</param>
    /// <param name="isBlocked">It sleeps, or waits for what no work on the pool brings.</param>
    void Held(double elapsedMs, bool isBlocked)
    {
    }

    /// <summary>Called on the watchdog's thread just before the blocked thread is interrupted.</summary>
    void Interrupted();

    /// <summary>Called on the watchdog's thread, once: the thread that has the baton does not give it back. It is not watched any more.</summary>
    /// <param name="thread">Which it is.</param>
    /// <param name="stall">What is wrong with it.</param>
    void Abandon(Thread thread, Stall stall);
}
