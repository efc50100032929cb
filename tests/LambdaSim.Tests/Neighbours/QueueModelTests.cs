using LambdaSim.Configuration;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Neighbours;

/// <summary>Queues beside a model of them that looks at every message each time: whatever clients do, both give the same.</summary>
public class QueueModelTests
{
    private const int Steps = 600;

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 40).Select(static i => (ulong)i)];

    [Theory]
    [MemberData(nameof(Seeds))]
    [Pins("SQS-ORDER")]
    public void A_standard_queue_gives_what_the_model_gives(ulong seed) => Play(seed, isFifo: false);

    [Theory]
    [MemberData(nameof(Seeds))]
    [Pins("SQS-FIFO-GROUP")]
    public void A_FIFO_queue_gives_what_the_model_gives(ulong seed) => Play(seed, isFifo: true);

    private static void Play(ulong seed, bool isFifo)
    {
        var world = new QueueWorld { Seed = seed };
        var queue = isFifo ? world.Create("q.fifo", ("FifoQueue", "true"), ("MessageRetentionPeriod", "120")) : world.Create("q", ("MessageRetentionPeriod", "120"));
        var model = new Model(world, isFifo);
        List<ReceivedMessage> received = [];
        ulong draws = 0;
        for (var step = 0; step < Steps; step++)
        {
            switch (Below(12))
            {
                case < 4:
                    var group = isFifo ? $"g{Below(4)}" : null;
                    var delay = isFifo || Below(4) > 0 ? 0 : Below(20);
                    queue.Put(Text.Of(step), group, isFifo ? Text.Of(step) : null, isFifo ? null : delay);
                    model.Put(Text.Of(step), group, delay);
                    break;
                case < 8:
                    var (max, seconds) = (1 + Below(5), 1 + Below(12));
                    var found = queue.Get(max, seconds);
                    Assert.Equal(model.Get(max, seconds), found.Bodies());
                    received.AddRange(found);
                    break;
                case 8 when received.Count > 0:
                    var ended = received[Below(received.Count)];
                    Assert.Equal(model.Delete(ended), queue.Delete(ended));
                    break;
                case 9 when received.Count > 0:
                    var changed = received[Below(received.Count)];
                    var wanted = Below(10);
                    Assert.Equal(model.Change(changed, wanted), queue.ChangeVisibility(changed, Duration.FromSeconds(wanted)));
                    break;
                default:
                    world.Pass(Below(9_973) / 1_000d);
                    break;
            }

            Assert.Equal(model.Counts, queue.Counts);
        }

        int Below(int most) => (int)(Draw.Bits(seed, Purpose.Workload, 1, draws++) % (ulong)most);
    }

    private sealed class Model(QueueWorld world, bool isFifo)
    {
        private readonly List<Item> _items = [];
        private int _places;
        private int _hidings;

        public (int Ready, int Delayed, int InFlight) Counts
        {
            get
            {
                Pass();
                return (_items.Count(i => !i.IsHidden), _items.Count(i => i is { IsHidden: true, IsDelayed: true }), _items.Count(i => i is { IsHidden: true, IsDelayed: false }));
            }
        }

        public void Put(string body, string? group, int delay)
        {
            Pass();
            var item = new Item(body, group, world.Now) { Place = ++_places };
            _items.Add(item);
            if (delay > 0)
            {
                Hide(item, delay);
                item.IsDelayed = true;
            }
        }

        public string[] Get(int max, int seconds)
        {
            Pass();
            List<Item> taken = [];
            if (!isFifo)
            {
                taken.AddRange(_items.Where(i => !i.IsHidden).OrderBy(i => i.Place).Take(max));
            }

            var groups = isFifo ? _items.GroupBy(i => i.Group).Where(g => g.All(i => !i.IsHidden)).OrderBy(g => g.First().Place) : Enumerable.Empty<IGrouping<string?, Item>>();
            foreach (var group in groups)
            {
                taken.AddRange(group.Take(max - taken.Count));
            }

            foreach (var item in taken)
            {
                item.Receives++;
                item.Receipt++;
                item.IsDelayed = false;
                Hide(item, seconds);
            }

            return [.. taken.Select(i => i.Body)];
        }

        public bool Delete(ReceivedMessage received) => Holding(received) is { } item ? _items.Remove(item) : Find(received) is null;

        public bool Change(ReceivedMessage received, int seconds)
        {
            if (Holding(received) is not { } item)
            {
                return false;
            }

            var wasHidden = item.IsHidden;
            item.IsHidden = false;
            if (seconds > 0)
            {
                Hide(item, seconds);
            }
            else if (wasHidden)
            {
                Show(item);
            }

            return true;
        }

        private Item? Find(ReceivedMessage received)
        {
            Pass();
            return _items.Find(i => i.Body == received.Body);
        }

        private Item? Holding(ReceivedMessage received) =>
            Find(received) is { } item && item.Receipt == received.ApproximateReceiveCount && (!isFifo || item.IsHidden) ? item : null;

        private void Hide(Item item, int seconds) => (item.IsHidden, item.VisibleAt, item.Hiding) = (true, world.Now + Duration.FromSeconds(seconds), ++_hidings);

        private void Show(Item item)
        {
            item.IsHidden = false;
            item.Place = !isFifo && item.Receives >= 3 ? ++_places : item.Place;
        }

        private void Pass()
        {
            _items.Where(i => i.IsHidden && i.VisibleAt <= world.Now).OrderBy(i => i.VisibleAt).ThenBy(i => i.Hiding).ToList().ForEach(Show);
            _items.RemoveAll(i => i.SentAt + Duration.FromSeconds(120) <= world.Now);
        }
    }

    private sealed class Item(string body, string? group, Instant sentAt)
    {
        public string Body => body;

        public string? Group => group;

        public Instant SentAt => sentAt;

        public int Place { get; set; }

        public int Receives { get; set; }

        public int Receipt { get; set; }

        public bool IsHidden { get; set; }

        public bool IsDelayed { get; set; }

        public Instant VisibleAt { get; set; }

        public int Hiding { get; set; }
    }
}
