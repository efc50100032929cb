using System.Globalization;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Neighbours.Topics;

namespace LambdaSim.Tests.Conservation;

// A topic and a FIFO topic, whose subscriptions come and go while messages are on their way.
internal sealed partial class ConservationWorld
{
    private const string Paid = """{"kind":["paid"]}""";

    private readonly List<Subscription> _subscriptions = [];
    private Topic _topic = null!;
    private Topic _orderedTopic = null!;
    private int _inOrder;

    private void BuildTopics()
    {
        _topic = _simulation.AddTopic("news");
        _orderedTopic = _simulation.AddTopic("news.fifo");
        Subscribe();
        SubscribeInOrder();
    }

    private void StepOfTopics()
    {
        switch (Below(14))
        {
            case < 5:
                _topic.Publish("x", attributes: Kind());
                break;
            case < 9:
                PublishInOrder(Pick("a", "b"));
                break;
            case < 11:
                Subscribe();
                break;
            case 11:
                SubscribeInOrder();
                break;
            case 12 when _subscriptions.Count > 0:
                var gone = _subscriptions[Below(_subscriptions.Count)];
                _subscriptions.Remove(gone);
                gone.Unsubscribe();
                break;
        }
    }

    private Dictionary<string, MessageAttribute>? Kind() => OneIn(3) ? null : new(StringComparer.Ordinal) { ["kind"] = new("String", Pick("paid", "sent")) };

    private void Subscribe()
    {
        Queue? dead = OneIn(2) ? _queues.Get("dead") : null;
        _subscriptions.Add(_topic.Subscribe(Target(), filter: OneIn(2) ? Paid : null, deadLetters: dead));
    }

    private void SubscribeInOrder()
    {
        var name = Pick("orders.fifo", "orders.fifo", "orders");
        var dead = _queues.Get(name == "orders" ? "dead" : "dead.fifo");
        _subscriptions.Add(_orderedTopic.Subscribe(_queues.Get(name), raw: true, filter: OneIn(2) ? Paid : null, deadLetters: OneIn(2) ? dead : null));
    }

    private void PublishInOrder(string group) =>
        _orderedTopic.Publish(FormattableString.Invariant($"{group}{_draws}"), attributes: Kind(), group: group, deduplicationId: OneIn(4) ? "twice" : FormattableString.Invariant($"id{_draws}"));

    // What groups of the topic came to in the queue; whoever else sends to it sends other bodies.
    private string? DisorderOfTopic()
    {
        var last = new Dictionary<char, ulong>();
        foreach (var body in _queues.Get("orders.fifo").Messages.Select(static m => m.Body))
        {
            if (ulong.TryParse(body.AsSpan(1), CultureInfo.InvariantCulture, out var published))
            {
                if (published < last.GetValueOrDefault(body[0]))
                {
                    return FormattableString.Invariant($"orders.fifo got {body} of the topic behind {last[body[0]]} of its group");
                }

                last[body[0]] = published;
                _inOrder++;
            }
        }

        return null;
    }
}
