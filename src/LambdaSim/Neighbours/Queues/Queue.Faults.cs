using LambdaSim.Events;
using LambdaSim.Faults;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

// What goes wrong on purpose with its messages.
public sealed partial class Queue
{
    // Once a message: what comes again is not late again.
    private Duration LatenessOf(StoredMessage message) => !IsFifo && Struck(FaultSite.LateDelivery, message, 0) is { } late ? Duration.FromNanoseconds(late.ByNs) : Duration.Zero;

    // Rule FLT-VISIBILITY.
    private Duration HidingOf(StoredMessage message, Duration visibility) =>
        visibility > Duration.Zero && Struck(FaultSite.VisibilityExpiry, message, (ulong)message.Receives) is { } expiry ? Duration.Min(visibility, Duration.FromNanoseconds(expiry.ByNs)) : visibility;

    // Rule FLT-DUPLICATE: one of SQS's servers has kept a copy. The delete has succeeded, for all that its caller knows.
    private bool Survives(StoredMessage message)
    {
        if (IsFifo || message.IsCopied || Struck(FaultSite.DuplicateDelivery, message, 0) is null)
        {
            return false;
        }

        message.IsCopied = true;
        message.Receipt = 0;
        if (message.State == MessageState.InFlight)
        {
            Show(message, ReturnCause.VisibilityTimeout);
        }

        return true;
    }

    // Rule FLT-ORDER: who stands first goes to the end, if anybody stands behind.
    private bool IsPassed(StoredMessage first)
    {
        if (first.IsPassed || first.Receives > 0 || !Service.Host.Faults.Has(FaultSite.OutOfOrder))
        {
            return false;
        }

        _ready.Drop();
        first.IsPassed = true;
        if (_ready.First is not null && Struck(FaultSite.OutOfOrder, first, 0) is not null)
        {
            first.Place = ++_places;
            _ready.Add(first);
            return true;
        }

        _ready.Add(first);
        return false;
    }

    private Strike? Struck(FaultSite site, StoredMessage message, ulong ordinal)
    {
        var faults = _service.Host.Faults;
        if (!faults.Has(site))
        {
            return null;
        }

        var strike = faults.Find(site, new Candidate((uint)message.Number, ordinal) { Resource = Name, Arn = Arn });
        if (strike is not null)
        {
            faults.Tell(strike, resource: _service.Log is { } log ? IndexIn(log) : SimEvent.None, number: message.Number);
        }

        return strike;
    }
}
