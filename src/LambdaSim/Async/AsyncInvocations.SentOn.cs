using LambdaSim.Engine;
using LambdaSim.Resources;

namespace LambdaSim.Async;

// What Lambda itself sends to functions, with code or without: it arrives as an entry of the queue, so the engine is never re-entered.
internal sealed partial class AsyncInvocations
{
    // Entries of one phase come in the order in which they were armed.
    private readonly Queue<Action> _sentOn = [];

    /// <summary>Told whenever the calls that one from outside led to are one more.</summary>
    public Action<CallChain>? GoesOn { get; set; }

    // What arrives at the moment.
    private Delivery? _sent;

    /// <summary>Takes what was sent on to a function version: it arrives at this instant, and where the run is cut within it, before its end.</summary>
    /// <param name="arrive">Lets it arrive, as an async invocation whose caller is Lambda.</param>
    public void TakeSent(Action arrive)
    {
        _sentOn.Enqueue(arrive);
        Waiting++;
        _engine.ArmHost(_engine.Now, EntryPhase.Arrive, EntryAction.Sent, target: 0);
    }

    /// <summary>Takes what was sent on to a function version without code.</summary>
    public void TakeSent(Delivery delivery, int version)
    {
        delivery.Chain.Add(delivery.Origin!.Function, version);
        GoesOn?.Invoke(delivery.Chain);
        TakeSent(() => Arrive(delivery, version));
    }

    private void LetArrive()
    {
        Waiting--;
        _sentOn.Dequeue()();
    }

    private void Arrive(Delivery delivery, int version)
    {
        var invocation = _engine.NextInvocation();
        _engine.Record(Deliveries.RecordOf(_engine.Now, delivery.Origin!, invocation));
        _sent = delivery;
        _engine.ArriveLive(
            new Arrival { Time = _engine.Now, Function = version, Duration = Arrival.NotGiven, Init = Arrival.NotGiven, PayloadBytes = delivery.Body.Length, Type = InvocationType.Event, Caller = _lambda },
            invocation);
        _sent = null;
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
