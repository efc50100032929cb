using LambdaSim.Configuration;
using LambdaSim.Resources;

namespace LambdaSim.Runtime;

// A verb of time ends, also in a world that does not.
internal sealed partial class LoopHost
{
    private string _verb = "";
    private bool _isBounded;
    private bool _hasTarget;
    private long _rings;
    private long _ringsAt;

    /// <summary>Why the running verb would never end; null: nothing says so.</summary>
    public EndlessRunException? Endless { get; private set; }

    /// <summary>A verb begins.</summary>
    /// <param name="verb">Its name, for messages.</param>
    /// <param name="hasTarget">It ends at a moment: only what happens without time passing can keep it for ever.</param>
    /// <param name="isBounded">Whether it is to end; an endpoint lives on.</param>
    public void BeginVerb(string verb, bool hasTarget, bool isBounded)
    {
        (_verb, _hasTarget, _isBounded) = (verb, hasTarget, isBounded);
        (_rings, _ringsAt, Endless) = (0, _engine.Now, null);
    }

    // Invariant: a call that code makes is a PayloadCall, which has room for its chain.
    private void Follow(Call call, LiveProcess process)
    {
        call.Trace ??= process.Environment.Context?.Trace;
        Follow(call, process.Environment.Chain ??= new CallChain(), process.Environment.Function.Index);
    }

    private void Follow(Call call, CallChain chain, int from)
    {
        call.Chain = chain;
        chain.Add(from, call.Function.Index);
        if (_isBounded && Endless is null && chain.Count > Options.MaximumCausedInvocations)
        {
            Endless = new EndlessRunException(Text.Invariant(
                $"{_verb} does not end: one request from outside led to more than {Options.MaximumCausedInvocations:N0} calls: {chain.Words(i => _functions[i]!.Name)}. End the circle, stop at a moment with AdvanceBy before it begins, or set SimulationOptions.MaximumCausedInvocations"),
                Seed, _engine.Now);
        }
    }

    private void CountRing(Alarm alarm)
    {
        if (_hasTarget && _ringsAt != _engine.Now)
        {
            (_rings, _ringsAt) = (0, _engine.Now);
        }

        if (++_rings > Options.MaximumTimerRings && _isBounded)
        {
            Endless ??= new EndlessRunException(Text.Invariant(
                $"{_verb} does not end: the test's own code made {Options.MaximumTimerRings:N0} timers ring, delays end, requests leave and answers come{(_hasTarget ? " at one instant" : "")}, last {Words(alarm)}. Stop the timer or the loop, pass a time with AdvanceBy instead, or set SimulationOptions.MaximumTimerRings"),
                Seed, _engine.Now);
        }
    }

    private static string Words(Alarm alarm) => alarm switch
    {
        VirtualTimer => "a timer of simulation.Time",
        Call call => $"a call of {call.Function.Name}",
        _ => "a delay",
    };
}
