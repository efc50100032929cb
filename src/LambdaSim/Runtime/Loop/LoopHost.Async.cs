using LambdaSim.Engine;
using LambdaSim.Resources;

namespace LambdaSim.Runtime;

// Async invocations that have their fate, and what Lambda itself sends on.
internal sealed partial class LoopHost
{
    /// <summary>Requests without an answer and async invocations without a fate.</summary>
    public int OpenCalls => _calls.Count;

    /// <summary>At the end: what was handed in after the last verb of time was never accepted, and is told.</summary>
    public void NoteWhatNeverLeft()
    {
        foreach (var calls in _alarms.Armed.OfType<Call>().Where(c => c.IsLeaving).GroupBy(c => c.Function.Name, StringComparer.Ordinal))
        {
            Note(Configuration.Text.Invariant($"{calls.Count()} requests to '{calls.Key}': no verb of time ran after them, so they were never sent"));
        }
    }

    /// <summary>A request without an answer, or an async invocation without a fate; null: there is none of this number.</summary>
    public Call? CallOf(int invocation) => _calls.GetValueOrDefault(invocation);

    /// <summary>An async invocation has its fate: its call is kept no longer.</summary>
    public void Forget(int invocation) => _calls.Remove(invocation);

    /// <summary>One that waited while its function was updated will run on another version.</summary>
    public void Moved(int invocation, int version) => CallOf(invocation)?.Function = _functions[version]!;

    /// <summary>An attempt of an async invocation has ended.</summary>
    public void AttemptEnded(in InvocationEnd end)
    {
        if (CallOf(end.Invocation) is { } call)
        {
            call.Result = ResultOf(call, end);
        }
    }

    /// <summary>The function version of a name as the log gives it; null: none.</summary>
    public LiveFunction? Find(string displayName)
    {
        var index = _engine.Versions.Find(displayName);
        return index >= 0 && index < _functions.Count ? _functions[index] : null;
    }

    /// <summary>A service beside Lambda asks for a call, or hands an event in.</summary>
    public void Take(ServiceInvocation call)
    {
        if (call.Request is { Chain: { } chain, From: var from })
        {
            // Whose call led to it may be forgotten on a long way, over a bucket and a bus: it is one more all the same.
            Follow(call, chain, from == Events.SimEvent.None ? call.Function.Index : from);
        }

        _alarms.Arm(call, _engine.Now, EntryPhase.Arrive);
    }

    /// <summary>A service's request was refused before it arrived: it is told so as an entry of this instant.</summary>
    public void Answer(ServiceRequest request, ServiceAnswer answer) => _alarms.Arm(new RefusedRequest(request, answer), _engine.Now, EntryPhase.Deliver);

    /// <summary>The trace header of the invocation that the running code works for, as clients in it send it; null: it works for none, or other code runs.</summary>
    public TraceHeader? SendingTrace => Caller?.Owner is LiveProcess process ? process.Environment.Context?.Trace : null;

    /// <summary>The chain of calls that the running code works for; null: none is known, or other code runs.</summary>
    public CallChain? SendingChain => Caller?.Owner is LiveProcess process ? process.Environment.Chain ??= new CallChain() : null;

    /// <summary>What Lambda itself sends to a function, as what lets it arrive.</summary>
    public Action SentOn(LiveFunction function, CallTarget? target, Delivery delivery)
    {
        var call = new AsyncCall(function, delivery.Body, target is null ? null : new InvokeOptions { Target = target }) { OriginOf = delivery.Origin, Trace = TraceHeader.Parse(delivery.Trace) };
        Follow(call, delivery.Chain, delivery.Origin!.Function);
        return call.Ring;
    }
}
