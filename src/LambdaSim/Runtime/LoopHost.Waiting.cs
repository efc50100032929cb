namespace LambdaSim.Runtime;

// Who waits for what: what a stuck run is told with.
internal sealed partial class LoopHost
{
    private readonly HashSet<LiveProcess> _knownToWait = [];

    /// <summary>
    /// A call is about to be cut whose code waits for nothing inside the simulation: it never resumes, or the real world resumes it.
    /// Asked when nothing but its deadline comes next, once for each.
    /// </summary>
    public bool NothingInsideWillResume(long until, out LiveProcess? waiting)
    {
        waiting = null;
        if (_suspended == 0 || _engine.NextDeadline(until) is var slot && slot < 0)
        {
            return false;
        }

        if (_environments[slot] is { IsEnding: false, Process: { IsSuspended: true } process } env
            && env.Deadline <= env.DeadlineArmedAt
            && process.Sandbox.Waiting == 0
            && process.Sandbox.BusyUntil <= _engine.Now
            && !_knownToWait.Contains(process))
        {
            waiting = process;
        }

        return waiting is not null;
    }

    /// <summary>Nobody came for it from outside: do not wait again.</summary>
    public void KnownToWait(LiveProcess process) => _knownToWait.Add(process);

    /// <summary>The function and request behind a name, for messages.</summary>
    public string Describe(string? name)
    {
        foreach (var env in _environments)
        {
            if (env is { Phase: not LivePhase.Idle, Context: { } context } && env.Function.Name == name)
            {
                return context.Call is null ? $"The init phase of '{name}'" : $"Handler '{name}' (request {context.AwsRequestId})";
            }
        }

        return name is null ? "Code of the simulation" : $"'{name}'";
    }

    /// <summary>Every call that runs and every event that waits, in words.</summary>
    public IEnumerable<string> Unfinished()
    {
        foreach (var env in _environments)
        {
            if (env is { Phase: not LivePhase.Idle, Context: { } context })
            {
                yield return context.Call is null
                    ? $"the init phase of '{env.Function.Name}' runs"
                    : $"'{env.Function.Name}' (request {context.AwsRequestId}) waits for {(env.Process!.Sandbox.Waiting > 0 ? "virtual time or an answer" : "something that nothing in the simulation completes")}";
            }
        }
    }
}
