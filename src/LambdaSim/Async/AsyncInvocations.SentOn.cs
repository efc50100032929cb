using LambdaSim.Engine;
using LambdaSim.Resources;

namespace LambdaSim.Async;

// What Lambda itself sends to functions: it arrives as an entry of the queue, so the engine is never re-entered.
internal sealed partial class AsyncInvocations
{
    // Entries of one phase come in the order in which they were armed.
    private readonly Queue<(CallOrigin Origin, int Version, int Bytes)> _sentOn = [];

    /// <summary>Sends a record to a function version without code, which gets it as an event of its own at this instant.</summary>
    public void SendOn(Delivery delivery, int version)
    {
        _sentOn.Enqueue((delivery.Origin, version, delivery.Body.Length));
        Waiting++;
        _engine.ArmHost(_engine.Now, EventPhase.Arrive, EventAction.Sent, version);
    }

    private void LetArrive()
    {
        var (origin, version, bytes) = _sentOn.Dequeue();
        Waiting--;
        var invocation = _engine.NextInvocation();
        _engine.Record(Deliveries.RecordOf(_engine.Now, origin, invocation));
        _engine.ArriveLive(
            new Arrival { Time = _engine.Now, Function = version, Duration = Arrival.NotGiven, Init = Arrival.NotGiven, PayloadBytes = bytes, Type = InvocationType.Event, Caller = _lambda },
            invocation);
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
