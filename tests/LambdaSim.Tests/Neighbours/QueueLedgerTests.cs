using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Neighbours;

/// <summary>Whatever clients do to queues, and whenever: each message has one way and one fate in the log. Tried in many worlds made at random, from fixed seeds.</summary>
public class QueueLedgerTests
{
    private const int Steps = 400;
    private const string Fifo = "f.fifo";

    // Deleted and created again now and then.
    private const string Brief = "brief";

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 60).Select(static i => (ulong)i)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_message_has_one_fate(ulong seed)
    {
        var world = Played(seed);

        var balance = world.End();

        Assert.Empty(balance.Violations);
        Assert.True(balance is { MessagesDeleted: > 0, MessagesAtEnd: > 0, MessagesExpired: > 0 }, balance.ToString());
        Assert.Equal(balance.MessagesSent, world.Records.Count(static e => e.Kind == EventKind.MessageSent));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_a_queue_shows_is_what_the_log_says_came_to_it(ulong seed)
    {
        var world = Played(seed);

        Assert.All(world.Service.Queues.Where(static q => q.Name != Brief), queue => Assert.Equal(CameTo(queue, world.Records), queue.Messages.Select(static m => m.Body)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_same_steps_give_the_same_records(ulong seed)
    {
        var (first, second) = (Played(seed), Played(seed));
        first.End();
        second.End();

        Assert.Null(LogDifference.First(first.Records, second.Records));
        Assert.Equal(first.Records, second.Records);
    }

    // A body is the number of its message.
    private static IEnumerable<string> CameTo(Queue queue, EventLog log) =>
        from e in log
        let to = e.Kind == EventKind.MessageSent ? e.Resource : e.Kind == EventKind.MessageMoved ? e.MovedTo : SimEvent.None
        where to != SimEvent.None && log.Resources[to].Arn == queue.Arn
        select Text.Of(e.Message);

    private static QueueWorld Played(ulong seed)
    {
        var world = new QueueWorld { Seed = seed };
        world.Service.EnforcesPauses = false;
        var dead = world.Create("dead", ("MessageRetentionPeriod", "600"));
        world.Create("orders", ("RedrivePolicy", QueueWorld.Redrive(dead, 2)), ("VisibilityTimeout", "5"), ("MessageRetentionPeriod", "120"));
        world.Create(Fifo, ("FifoQueue", "true"), ("VisibilityTimeout", "5"), ("MessageRetentionPeriod", "90"));
        world.Create(Brief);
        var steps = new RandomSteps(world, seed);
        for (var i = 0; i < Steps; i++)
        {
            steps.Next();
        }

        return world;
    }

    private sealed class RandomSteps(QueueWorld world, ulong seed)
    {
        private readonly List<(Queue Queue, string Handle)> _handles = [];
        private ulong _draws;
        private int _sent;

        public void Next()
        {
            var queue = world.Service.Queues.ElementAt(Below(world.Service.Queues.Count));
            switch (Below(20))
            {
                case < 7:
                    Send(queue);
                    break;
                case < 12:
                    _handles.AddRange(queue.Get(1 + Below(4), Below(3) == 0 ? Below(12) : null).Select(m => (queue, m.Handle)));
                    break;
                case < 15:
                    WithHandle(static (queue, handle) => queue.Delete(handle));
                    break;
                case 15:
                    WithHandle((queue, handle) => queue.ChangeVisibility(handle, Below(20)));
                    break;
                case 16 when Below(6) == 0:
                    queue.Purge();
                    break;
                case 17 when Below(6) == 0:
                    queue.Set(new Dictionary<string, string> { ["VisibilityTimeout"] = Text.Of(1 + Below(9)) });
                    break;
                case 18 when Below(6) == 0:
                    world.Service.Delete(Brief);
                    world.Create(Brief);
                    break;
                default:
                    world.Pass(Below(15_000) / 1_000d);
                    break;
            }
        }

        private void Send(Queue queue)
        {
            var isFifo = queue.Name == Fifo;
            var id = isFifo ? $"id{Below(20)}" : null;
            var message = queue.Put(Text.Of(_sent), isFifo ? $"g{Below(3)}" : null, id, isFifo || Below(3) > 0 ? null : Below(20));
            _sent = message.Number == _sent ? _sent + 1 : _sent;
        }

        private void WithHandle(Action<Queue, string> act)
        {
            if (_handles.Count == 0)
            {
                return;
            }

            var (queue, handle) = _handles[Below(_handles.Count)];
            try
            {
                act(queue, handle);
            }
            catch (QueueServiceException)
            {
                // Of a handle that holds no more.
            }
        }

        private int Below(int most) => (int)(Draw.Bits(seed, Purpose.Workload, 0, _draws++) % (ulong)most);
    }
}
