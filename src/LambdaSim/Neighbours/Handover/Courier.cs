using LambdaSim.Events;
using LambdaSim.Faults;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Handover;

/// <summary>
/// Hands over what services send by themselves: the one mechanism for topics, buses, schedules, buckets and log groups. A function is asked to accept an event,
/// everything else takes a delivery. What fails for a while is tried again, what fails for good goes to the sender's dead-letter queue or is dropped
/// (rule NBR-HANDOVER). Each parcel is recorded and ends in one fate.
/// <code>
/// courier.Send(new Parcel { From = index, Target = arn, Body = json, Policy = policy, RequestId = id });
/// </code>
/// </summary>
/// <param name="host">Clock, log and directory.</param>
internal sealed class Courier(INeighbourHost host)
{
    private readonly Dictionary<int, Flight> _open = [];
    private int _parcels;
    private INeighbourLog? _log = host.Log;

    public INeighbourHost Host => host;

    /// <summary>Accepts a parcel, which is handed over after its policy's latency.</summary>
    public void Send(Parcel parcel)
    {
        var number = _parcels;
        Send(parcel, parcel.Policy.Latency + LatenessOf(parcel, number));
        if (Struck(FaultSite.DuplicateDelivery, parcel, number) is not null)
        {
            // Whoever waits for its end is told of one.
            Send(parcel with { Ended = null }, parcel.Policy.Latency);
        }
    }

    private void Send(Parcel parcel, Duration latency)
    {
        var flight = new Flight(parcel, _parcels++, host.Now);
        Made(parcel.From, flight.Number, parcel.Body.Length, parcel.By);
        _open.Add(flight.Number, flight);
        Arm(flight, latency);
    }

    // Rules FLT-LATE, FLT-DUPLICATE.
    private Duration LatenessOf(Parcel parcel, int number) => Struck(FaultSite.LateDelivery, parcel, number) is { } late ? Duration.FromNanoseconds(late.ByNs) : Duration.Zero;

    private Strike? Struck(FaultSite site, Parcel parcel, int number)
    {
        if (!host.Faults.Has(site))
        {
            return null;
        }

        var arn = parcel.Source ?? parcel.Target;
        var strike = host.Faults.Find(site, new Candidate((uint)number, 1) { Arn = arn, Resource = Arn.TryParse(arn, out var source) ? source.Resource : null });
        if (strike is not null)
        {
            host.Faults.Tell(strike, resource: parcel.From, number: number);
        }

        return strike;
    }

    /// <summary>Something was accepted that nobody wants: no subscription, rule or filter matched.</summary>
    /// <param name="from">Index of the resource that accepted it.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="by">Who sent it.</param>
    /// <param name="cause">Why nobody wants it.</param>
    public void Unwanted(int from, int bytes, Sender by, HandoverCause cause = HandoverCause.Unmatched)
    {
        var number = _parcels++;
        Made(from, number, bytes, by);
        Record(EventKind.NotificationDropped, (byte)cause, from, number, 0);
    }

    /// <summary>The run ends: what is on its way gets its fate.</summary>
    public void End()
    {
        foreach (var flight in _open.Values.OrderBy(static f => f.Number))
        {
            Record(EventKind.NotificationAtEnd, 0, flight.Parcel.From, flight.Number, flight.Attempts);
        }

        _open.Clear();
        _log = null;
    }

    private void Arm(Flight flight, Duration delay) => host.Later(delay, () => Attempt(flight), keepsAlive: true);

    private void Attempt(Flight flight)
    {
        var parcel = flight.Begin();
        if (parcel.Problem is { } problem)
        {
            Fail(flight, new HandoverFailure(HandoverCause.Refused, 400, "InvalidParameterValue", problem, flight.Attempts));
            return;
        }

        switch (host.Directory.Find(parcel.Target))
        {
            case IFunctionTarget function:
                function.Invoke(new ServiceRequest(flight.Body, IsEvent: true, answer => Answered(flight, answer))
                {
                    Principal = parcel.Principal, Source = parcel.Source, Trace = parcel.By.Trace, Chain = parcel.By.Chain, From = parcel.By.Function,
                });
                break;
            case ISink sink:
                HandOver(flight, sink);
                break;
            case null:
                Fail(flight, new HandoverFailure(HandoverCause.NoTarget, 0, "ResourceNotFound", $"nothing takes deliveries at {parcel.Target}", flight.Attempts));
                break;
            case var other:
                Fail(flight, new HandoverFailure(HandoverCause.Refused, 0, "InvalidTarget", $"{other.Kind} {other.Name} takes no deliveries", flight.Attempts));
                break;
        }
    }

    private void HandOver(Flight flight, ISink sink)
    {
        var receipt = new DeliveryReceipt();
        var taken = flight.Body.Length <= sink.MaxBytes ? sink.Take(DeliveryOf(flight, flight.Body, flight.Parcel.Attributes, receipt)) : Taken.Refused;
        if (taken == Taken.Refused)
        {
            Fail(flight, new HandoverFailure(HandoverCause.Refused, 400, "InvalidParameterValue", receipt.Refusal ?? $"{sink.Kind} {sink.Name} refused {flight.Body.Length} bytes", flight.Attempts));
            return;
        }

        Close(flight, EventKind.NotificationDelivered, receipt.Message == SimEvent.None ? (byte)HandoverForm.Other : (byte)HandoverForm.Message, receipt.Message + 1, null);
    }

    private void Answered(Flight flight, ServiceAnswer answer)
    {
        if (answer.IsSuccess)
        {
            Close(flight, EventKind.NotificationDelivered, (byte)HandoverForm.Invocation, answer.Invocation + 1, null);
            return;
        }

        var cause = answer.Status switch
        {
            429 => HandoverCause.TargetThrottled,
            >= 500 => HandoverCause.ServiceError,
            404 => HandoverCause.NoTarget,
            403 => HandoverCause.AccessDenied,
            _ => HandoverCause.Refused,
        };
        var failure = new HandoverFailure(cause, answer.Status, answer.ErrorCode ?? "", answer.ErrorMessage, flight.Attempts);
        if (!answer.IsTransient)
        {
            Fail(flight, failure);
            return;
        }

        var policy = flight.Parcel.Policy;
        var delay = policy.DelayBefore(flight.Attempts);
        if (flight.Attempts > policy.Retries || (policy.MaximumAge != Duration.MaxValue && host.Now - flight.AcceptedAt + delay > policy.MaximumAge))
        {
            Fail(flight, failure);
            return;
        }

        Record(EventKind.NotificationRetried, (byte)cause, flight.Parcel.From, flight.Number, flight.Attempts);
        Arm(flight, delay);
    }

    private void Fail(Flight flight, HandoverFailure failure)
    {
        var parcel = flight.Parcel;
        if (parcel.DeadLetters is { } arn && host.Directory.Find(arn) is ISink queue)
        {
            var (body, attributes) = parcel.DeadLetter?.Invoke(failure) ?? (flight.Body, parcel.Attributes);
            var receipt = new DeliveryReceipt();
            if (queue.Take(DeliveryOf(flight, body, attributes, receipt)) != Taken.Refused)
            {
                Close(flight, EventKind.NotificationDeadLettered, (byte)failure.Cause, receipt.Message + 1, failure);
                return;
            }
        }

        Close(flight, EventKind.NotificationDropped, (byte)failure.Cause, failure.Attempts, failure);
    }

    private void Close(Flight flight, EventKind kind, byte cause, int figure, HandoverFailure? failure)
    {
        _open.Remove(flight.Number);
        Record(kind, cause, flight.Parcel.From, flight.Number, figure);
        flight.Parcel.Ended?.Invoke(failure);
    }

    private Delivery DeliveryOf(Flight flight, ReadOnlyMemory<byte> body, IReadOnlyList<DeliveryAttribute> attributes, DeliveryReceipt receipt) =>
        new(body, host.Now, flight.Parcel.RequestId, null, flight.Parcel.By.Chain ?? new CallChain())
        {
            Attributes = attributes, Event = flight.Parcel.Event, Subject = flight.Content.Subject, GroupId = flight.Content.GroupId, DeduplicationId = flight.Content.DeduplicationId, Trace = flight.Parcel.By.Trace, Receipt = receipt,
        };

    private void Made(int from, int number, int bytes, Sender by) => _log?.Record(EventKind.NotificationMade, (byte)by.Cause, by, from, SimEvent.PairValue(number, bytes));

    private void Record(EventKind kind, byte cause, int from, int number, int figure) => _log?.Record(kind, cause, Sender.Client, from, SimEvent.PairValue(number, figure));

    private sealed class Flight(Parcel parcel, int number, Instant acceptedAt)
    {
        private Parcel? _content;

        public Parcel Parcel => parcel;

        public int Number => number;

        public Instant AcceptedAt => acceptedAt;

        public int Attempts { get; private set; }

        /// <summary>What is handed over in this attempt.</summary>
        public Parcel Content => _content ?? parcel;

        public ReadOnlyMemory<byte> Body => Content.Body;

        public Parcel Begin()
        {
            Attempts++;
            _content = parcel.OfAttempt?.Invoke(Attempts);
            return Content;
        }
    }
}
