using LambdaSim.Runtime;

namespace LambdaSim.Tests.Runtime;

/// <summary>Real time in which the process stood still is nobody's fault.</summary>
public class PauseTests
{
    [Fact]
    public void Time_that_a_debugger_holds_the_process_does_not_count_against_a_blocked_handler()
    {
        var blocked = new Blocked();
        var watched = new WatchedLoop(blocked);

        // The watchdog gives no time while a debugger is attached, or after a pause.
        for (var i = 0; i < 1_000; i++)
        {
            watched.Look(elapsedMs: 0);
        }

        Assert.Equal(0, blocked.Interruptions);
        watched.Look(elapsedMs: 5_000);
        Assert.Equal(1, blocked.Interruptions);
        Assert.True(blocked.Thread.Join(TimeSpan.FromSeconds(60)));
    }

    private sealed class Blocked : IWatched
    {
        public Blocked()
        {
            Thread = new Thread(static () => Assert.Throws<ThreadInterruptedException>(() => Thread.Sleep(Timeout.Infinite))) { IsBackground = true };
            Thread.Start();
            SpinWait.SpinUntil(() => Thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
        }

        public long Step => 1;

        public bool InUser => true;

        public Thread Thread { get; }

        public Baton Baton { get; } = new();

        public int PatienceMs => 5_000;

        public int Interruptions { get; private set; }

        public void Interrupted() => Interruptions++;

        public void Abandon(Thread thread, Stall stall) => Assert.Fail("given up");
    }
}
