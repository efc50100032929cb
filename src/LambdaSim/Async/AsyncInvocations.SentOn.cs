using LambdaSim.Engine;
using LambdaSim.Resources;

namespace LambdaSim.Async;

// What Lambda itself sends to functions: it arrives as an entry of the queue, so the engine is never re-entered.
internal sealed partial class AsyncInvocations
{
    // Entries of one phase come in the order in which they were armed.
    private readonly Queue<(Delivery Delivery, int Version)> _sentOn = [];

    /// <summary>Told whenever the calls that one from outside led to are one more.</summary>
    public Action<CallChain>? GoesOn { get; set; }

    // Of the one that arrives at the moment.
    private CallChain? _chain;

    /// <summary>Takes what was sent on to a function version without code, which gets it as an event of its own at this instant.</summary>
    public void TakeSent(Delivery delivery, int version)
    {
        delivery.Chain.Add(delivery.Origin.Function, version);
        GoesOn?.Invoke(delivery.Chain);
        _sentOn.Enqueue((delivery, version));
        Waiting++;
        _engine.ArmHost(_engine.Now, EventPhase.Arrive, EventAction.Sent, version);
    }

    private void LetArrive()
    {
        var (delivery, version) = _sentOn.Dequeue();
        Waiting--;
        var invocation = _engine.NextInvocation();
        _engine.Record(Deliveries.RecordOf(_engine.Now, delivery.Origin, invocation));
        _chain = delivery.Chain;
        _engine.ArriveLive(
            new Arrival { Time = _engine.Now, Function = version, Duration = Arrival.NotGiven, Init = Arrival.NotGiven, PayloadBytes = delivery.Body.Length, Type = InvocationType.Event, Caller = _lambda },
            invocation);
        _chain = null;
    }

    // It waits for nothing.
    private sealed class LambdaCaller : Caller
    {
        public override bool IsLambda => true;

        public override void Answered(in InvocationEnd end)
        {
        }
    }
}
