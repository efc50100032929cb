using LambdaSim.Faults;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Neighbours;

/// <summary>The way of a request that code makes without a client: faults of requests strike it here.</summary>
internal static class RequestDoor
{
    /// <summary>Does what is asked, unless something strikes.</summary>
    /// <param name="host">Where.</param>
    /// <param name="service">The service, by the name that signatures have.</param>
    /// <param name="operation">What is asked.</param>
    /// <param name="resource">Name of what it is about.</param>
    /// <param name="state">What it needs.</param>
    /// <param name="work">Does it.</param>
    public static T Do<TState, T>(this INeighbourHost host, string service, string operation, string? resource, TState state, Func<TState, T> work) =>
        host.Faults.StrikesRequests && host.Requests?.Meet(service, operation, resource) is { } met ? Struck(met, state, work) : work(state);

    /// <summary>Whether a read that is eventually consistent sees what was there before the last change (rule FLT-STALE).</summary>
    /// <param name="host">Where.</param>
    /// <param name="service">The service, by the name that signatures have.</param>
    /// <param name="resource">Name of what is read.</param>
    /// <param name="changed">When it was changed last.</param>
    /// <param name="ordinal">Which read of the service it is.</param>
    public static bool ReadsStale(this INeighbourHost host, string service, string resource, Instant changed, ulong ordinal)
    {
        if (!host.Faults.Has(FaultSite.StaleRead))
        {
            return false;
        }

        var what = new Candidate(StableHash.Of(resource), ordinal) { Service = service, Resource = resource };
        if (host.Faults.Peek(FaultSite.StaleRead, what) is not { } fault || host.Now - changed >= Duration.FromNanoseconds(fault.ByNs) || host.Faults.Find(FaultSite.StaleRead, what) is not { } strike)
        {
            return false;
        }

        host.Faults.Tell(strike, host.Sender.Function, host.Sender.Invocation);
        return true;
    }

    private static T Struck<TState, T>(RequestStrikes met, TState state, Func<TState, T> work)
    {
        if (met.EndsBefore())
        {
            throw met.Exit;
        }

        if (met.Refusal() is { } refusal)
        {
            throw new ServiceFaultException(refusal.Status, refusal.Code, refusal.Message);
        }

        // The call blocks: its service carries it out at once, and the process is at work until the answer.
        met.EndDuring();
        var result = work(state);
        if (met.Slowness() is > 0 and var slowness)
        {
            met.Spend(slowness);
        }

        return met.EndsAfter() ? throw met.Exit : result;
    }
}
