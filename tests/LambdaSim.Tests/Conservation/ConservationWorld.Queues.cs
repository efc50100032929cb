using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Tests.Conservation;

// Queues, and clients that send, receive, delete, change and purge.
internal sealed partial class ConservationWorld
{
    private static readonly Dictionary<string, string> _noTags = [];

    private static readonly string[] _names = ["orders", "orders.fifo", "dead", "dead.fifo"];

    private void BuildQueues()
    {
        foreach (var name in _names)
        {
            Create(name);
        }

        foreach (var (name, dead) in new[] { ("orders", "dead"), ("orders.fifo", "dead.fifo") })
        {
            if (!OneIn(3))
            {
                SetRedrive(name, dead);
            }
        }
    }

    private void StepOfQueues()
    {
        var name = Pick<string>("orders", "orders", "orders.fifo", "orders.fifo", "dead", "dead.fifo");
        switch (Below(24))
        {
            case < 9:
                Send(name);
                break;
            case < 15:
                foreach (var message in _queues.Get(name).Take(1 + Below(4), Duration.FromSeconds(1 + Below(40))))
                {
                    _handles.Add((name, message.Handle));
                }

                break;
            case < 19:
                WithHandle(static (queue, handle) => queue.Delete(handle));
                break;
            case 19:
                WithHandle((queue, handle) => queue.ChangeVisibility(handle, Pick(0, 1, 50)));
                break;
            case 20:
                _queues.Get(name).Set(Setting());
                break;
            case 21 when OneIn(3):
                _queues.Get(name).Purge();
                break;
            case 22 when OneIn(4):
                _queues.Delete(name);
                Create(name);
                break;
            case 23:
                SetRedrive(name, name.EndsWith(".fifo", StringComparison.Ordinal) ? "dead.fifo" : "dead");
                break;
        }
    }

    private void Send(string name)
    {
        var queue = _queues.Get(name);
        if (!name.EndsWith(".fifo", StringComparison.Ordinal))
        {
            queue.Send(new SendRequest("x") { DelaySeconds = Pick<int?>(null, null, 0, 3, 100) });
            _sent++;
            return;
        }

        var group = Pick("a", "b");
        var message = queue.Send(new SendRequest("x") { Group = group, DeduplicationId = OneIn(4) ? "again" : FormattableString.Invariant($"id{_draws}") });
        if (_groups.TryAdd(message.Number, group))
        {
            _sent++;
        }
    }

    private void Create(string name)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["MessageRetentionPeriod"] = Pick("60", "300", "345600"), ["VisibilityTimeout"] = Pick("1", "30"), ["DelaySeconds"] = Pick("0", "0", "5") };
        if (name.EndsWith(".fifo", StringComparison.Ordinal))
        {
            attributes["FifoQueue"] = "true";
        }

        _queues.Create(name, attributes, _noTags);
    }

    private Dictionary<string, string> Setting() => new(StringComparer.Ordinal)
    {
        [Pick("MessageRetentionPeriod", "VisibilityTimeout")] = Pick("60", "90", "1200"),
        ["DelaySeconds"] = Pick("0", "2"),
    };

    private void SetRedrive(string name, string dead)
    {
        if (name != dead)
        {
            _queues.Get(name).Set(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["RedrivePolicy"] = OneIn(6) ? "" : FormattableString.Invariant($"{{\"deadLetterTargetArn\":\"{_queues.ArnOf(dead)}\",\"maxReceiveCount\":{Pick(1, 2, 5)}}}"),
            });
        }
    }

    private void WithHandle(Action<Queue, string> act)
    {
        if (_handles.Count > 0)
        {
            var (name, handle) = _handles[Below(_handles.Count)];
            act(_queues.Get(name), handle);
        }
    }
}
