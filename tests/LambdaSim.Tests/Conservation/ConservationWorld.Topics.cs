using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Neighbours.Topics;

namespace LambdaSim.Tests.Conservation;

// A topic, whose subscriptions come and go while messages are on their way.
internal sealed partial class ConservationWorld
{
    private const string Paid = """{"kind":["paid"]}""";

    private readonly List<Subscription> _subscriptions = [];
    private Topic _topic = null!;

    private void BuildTopics()
    {
        _topic = _simulation.AddTopic("news");
        Subscribe();
    }

    private void StepOfTopics()
    {
        switch (Below(10))
        {
            case < 6:
                _topic.Publish("x", attributes: OneIn(3) ? null : new Dictionary<string, MessageAttribute>(StringComparer.Ordinal) { ["kind"] = new("String", Pick("paid", "sent")) });
                break;
            case < 8:
                Subscribe();
                break;
            case 8 when _subscriptions.Count > 0:
                var gone = _subscriptions[Below(_subscriptions.Count)];
                _subscriptions.Remove(gone);
                gone.Unsubscribe();
                break;
        }
    }

    private void Subscribe()
    {
        Queue? dead = OneIn(2) ? _queues.Get("dead") : null;
        _subscriptions.Add(_topic.Subscribe(Target(), filter: OneIn(2) ? Paid : null, deadLetters: dead));
    }
}
