using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours.Handover;
using LambdaSim.Resources;
using NodaTime.Text;

namespace LambdaSim.Neighbours.Buses;

// What comes to it, and how it goes on.
public sealed partial class Bus : ISink
{
    /// <summary>The buses that an event has been on, so that it comes to none again (rule EVB-HOPS).</summary>
    private const string Via = "EventBridge.Via";

    Arn IResource.Arn => _arn;

    string IResource.Kind => "bus";

    int ISink.MaxBytes => Owner.Host.MaxMessageBytes;

    Taken ISink.Take(Delivery delivery)
    {
        var by = Sender.Of(delivery.Origin) with { Chain = delivery.Chain, Trace = delivery.Trace };
        var e = delivery.Event is { } told ? Made(delivery, told) : Whole(delivery);
        if (e is null)
        {
            delivery.Receipt?.Refusal = "it is no event";
            return Taken.Refused;
        }

        Accept(e, by, delivery.Attributes.FirstOrDefault(static a => a.Name == Via).Value ?? "");
        return Taken.Arrived;
    }

    /// <summary>An event is on the bus: each rule that matches sends it to its targets, each of them once (rule EVB-MATCH).</summary>
    internal void Accept(BusEvent e, Sender by, string via = "")
    {
        if (Owner.Host.KeepsHistory)
        {
            _events.Add(e);
        }

        var from = Owner.Host.Log is { } log && _index == SimEvent.None ? _index = log.Announce(ResourceKind.Bus, Name, Arn, []) : _index;
        var isWanted = false;
        foreach (var rule in _rules.Values)
        {
            if (rule.IsEnabled && rule.Pattern?.Matches(e.Json) == true)
            {
                isWanted |= rule.Targets.Count > 0;
                Send(e, rule, from, by, via);
            }
        }

        if (!isWanted)
        {
            Owner.Courier.Unwanted(from, e.Json.Length, by);
        }
    }

    /// <summary>A rule sends an event to its targets, whether its pattern matches or its schedule came.</summary>
    internal void Fire(BusRule rule, BusEvent e, Sender by)
    {
        var from = Owner.Host.Log is { } log && _index == SimEvent.None ? _index = log.Announce(ResourceKind.Bus, Name, Arn, []) : _index;
        if (rule.Targets.Count == 0)
        {
            Owner.Courier.Unwanted(from, e.Json.Length, by);
        }

        Send(e, rule, from, by, "");
    }

    private void Send(BusEvent e, BusRule rule, int from, Sender by, string via)
    {
        foreach (var target in rule.Targets)
        {
            var to = Resources.Arn.Parse(target.Arn);
            var problem = !Owner.Host.Directory.Has(to.Service) ? HandoverCause.Unsimulated : to.Service == Resources.Arn.Events && IsCircle(to, via) ? HandoverCause.Loop : (HandoverCause?)null;
            if (problem is null && target.Body(e, rule) is { } body)
            {
                Owner.Courier.Send(ParcelOf(e, rule, target, body, from, by) with { Attributes = to.Service == Resources.Arn.Events ? [new DeliveryAttribute(Via, "String", $"{via} {Arn}".TrimStart())] : [] });
            }
            else
            {
                Owner.Courier.Unwanted(from, e.Json.Length, by, problem ?? HandoverCause.Refused);
            }
        }
    }

    // AWS forwards an event of another account no further than to one bus. That it does not come to a bus twice is chosen: there it would go round for ever.
    private bool IsCircle(Arn to, string via)
    {
        var buses = via.Length == 0 ? [] : via.Split(' ');
        return to == _arn || buses.Contains(to.ToString(), StringComparer.Ordinal)
            || (to.Account != Account && buses.Any(b => Resources.Arn.Parse(b).Account != Account));
    }

    private Parcel ParcelOf(BusEvent e, BusRule rule, BusTarget target, ReadOnlyMemory<byte> body, int from, Sender by) => new()
    {
        From = from,
        Target = target.Arn,
        Body = body,
        Policy = new HandoverPolicy(Latency.ToDuration(), target.Retries, target.MaximumAge, retry => RetryDelay.Of(Owner.Host.Seed, e.Id, target.Arn, retry)),
        RequestId = e.Id,

        // Loops are not followed through buses (rule EVB-LOOP).
        By = by.WithoutLineage,
        GroupId = target.GroupId,
        Principal = "events.amazonaws.com",
        Source = rule.Arn,
        DeadLetters = target.DeadLetters,
        DeadLetter = failure => (body, DeadLetter(failure, rule, target)),
    };

    // Rule EVB-DLQ. In ordinal order of names.
    private static List<DeliveryAttribute> DeadLetter(HandoverFailure failure, BusRule rule, BusTarget target)
    {
        List<DeliveryAttribute> told =
        [
            new("ERROR_CODE", "String", failure.Cause switch
            {
                HandoverCause.NoTarget => "NO_RESOURCE",
                HandoverCause.AccessDenied => "NO_PERMISSIONS",
                HandoverCause.TargetThrottled => "THROTTLING",
                HandoverCause.ServiceError => "INTERNAL_ERROR",
                _ => "INVALID_PARAMETER",
            }),
            new("ERROR_MESSAGE", "String", failure.Message.Length > 0 ? failure.Message : failure.ErrorCode),
        ];
        if (failure.Cause is HandoverCause.TargetThrottled or HandoverCause.ServiceError)
        {
            told.Add(new("EXHAUSTED_RETRY_CONDITION", "String", failure.Attempts > target.Retries ? "MaximumRetryAttempts" : "MaximumEventAgeInSeconds"));
        }

        told.AddRange([new("RETRY_ATTEMPTS", "String", Text.Of(failure.Attempts - 1)), new("RULE_ARN", "String", rule.Arn), new("TARGET_ARN", "String", target.Arn)]);
        return told;
    }

    // What the sender says of it, with the body as its detail: a record of an async invocation (rule EVB-DESTINATION), what happened to an object.
    private BusEvent? Made(Delivery delivery, DeliveredEvent told) =>
        BusEvent.Compact(Encoding.UTF8.GetString(delivery.Body.Span)) is not { } detail ? null : new BusEvent
        {
            Id = Owner.NextId(),
            Source = told.Source,
            DetailType = told.DetailType,
            Detail = detail,
            Time = delivery.SentAt,
            IngestedAt = Owner.Host.Now,
            Account = Account,
            Region = Region,
            Resources = told.Resources,
        };

    // A whole event, as another bus sends it on. What it leaves out is this bus's.
    private BusEvent? Whole(Delivery delivery)
    {
        if (BusEvent.Compact(Encoding.UTF8.GetString(delivery.Body.Span)) is not { } text)
        {
            return null;
        }

        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth });
        var root = document.RootElement;
        if (Said(root, "source") is not { } source || Said(root, "detail-type") is not { } type || !root.TryGetProperty("detail", out var detail))
        {
            return null;
        }

        return new BusEvent
        {
            Id = Said(root, "id") ?? Owner.NextId(),
            Source = source,
            DetailType = type,
            Detail = BusEvent.Compact(detail),
            Time = Said(root, "time") is { } time && InstantPattern.ExtendedIso.Parse(time) is { Success: true, Value: var said } ? said : delivery.SentAt,
            IngestedAt = Owner.Host.Now,
            Account = Said(root, "account") ?? Account,
            Region = Said(root, "region") ?? Region,
            Resources = root.TryGetProperty("resources", out var resources) && resources.ValueKind == JsonValueKind.Array
                ? [.. resources.EnumerateArray().Where(static r => r.ValueKind == JsonValueKind.String).Select(static r => r.GetString()!)]
                : [],
        };
    }

    private static string? Said(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
