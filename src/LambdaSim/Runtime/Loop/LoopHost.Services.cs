using LambdaSim.Engine;

namespace LambdaSim.Runtime;

// Requests of the simulation's code to services beside Lambda.
internal sealed partial class LoopHost
{
    private readonly List<Alarm> _asked = [];

    /// <summary>Sends a request off. Outside a verb it leaves when the next verb runs.</summary>
    /// <param name="words">What is asked of whom, for messages.</param>
    /// <param name="begin">Does it, once it has arrived; the answer is given at once or later, and what it returns gives up waiting.</param>
    /// <param name="cancellation">The caller gives up.</param>
    public Task<T> Ask<T>(string words, Func<Action<T>, Action?> begin, CancellationToken cancellation)
    {
        var call = new ServiceCall<T>(this, words, begin);
        var sandbox = RequireSender(words);
        call.Sandbox = sandbox;
        _asked.Add(call);
        Depart(call, sandbox);
        if (cancellation.CanBeCanceled)
        {
            call.GiveUpWith(cancellation);
        }

        return call.Answer;
    }

    /// <summary>Its answer is there, and travels back.</summary>
    public void Return(Alarm call) => _alarms.Arm(call, _engine.Now, EntryPhase.Deliver);

    /// <summary>Its caller has the answer.</summary>
    public void Answered<T>(ServiceCall<T> call)
    {
        _asked.Remove(call);
        if (call.Sandbox is { } sandbox)
        {
            sandbox.Waiting--;
        }

        _callers -= call.Sandbox is null or { IsBody: true } ? 1 : 0;
    }
}
