// Real threads are what this is about.
#pragma warning disable RS0030

using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using LambdaSim.Configuration;

namespace LambdaSim.Runtime;

// What becomes of a run whose code keeps its thread. Called on the watchdog's thread, or on the one it interrupted.
internal sealed partial class Loop
{
    // Whose thread it is stands still, or computes: what it runs can be read meanwhile, and once it comes back it touches nothing (see Baton.Abandon).
    void IWatched.Abandon(Thread thread, Stall stall)
    {
        AppDomain.CurrentDomain.FirstChanceException -= NoteCall;
        _stall = Stalled(stall);
        host.Baton.Abandon();
        if (thread == _thread)
        {
            _job!.GiveUp(_stall);
        }
    }

    // On the interrupted thread, where it waited: whatever becomes of the exception.
    private void NoteCall(object? sender, FirstChanceExceptionEventArgs e)
    {
        if (e.Exception is ThreadInterruptedException && host.Baton.IsMine && _call is null)
        {
            _call = BlockingCall.Of(new StackTrace(1, fNeedFileInfo: false).ToString());
        }
    }

    private StuckException Stalled(Stall stall)
    {
        var who = host.Describe(host.Baton.Owner ?? host.Working?.Name);
        var time = Text.Invariant($"{stall.Milliseconds / 1000:0.#} s of real time");
        var what = stall.Kind switch
        {
            StallKind.IgnoresInterrupts => $"{who} blocked the simulation's thread for {time} and did not let itself be interrupted",
            StallKind.WaitsForWorkWithoutEnd => $"{who} blocked the simulation's thread for {time} on work of the thread pool that makes more of it without an end",
            _ => $"{who} kept the simulation's thread for {time}: it computes without an end, tries again and again, or waits inside the operating system",
        };
        return new(
            $"{what}. Believed to run: {host.Baton.Believed()}. The simulation is given up and its thread left behind; await what the code waits for, declare it (context.External), or give it longer with BlockingPatience (now {host.Options.BlockingPatience.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s; code may compute ten times as long)",
            host.Seed,
            engine.Now);
    }
}
