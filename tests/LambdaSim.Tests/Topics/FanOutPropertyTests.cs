using LambdaSim.Neighbours.Topics;
using LambdaSim.Projections;
using LambdaSim.Units;

namespace LambdaSim.Tests.Topics;

/// <summary>Random topics, subscriptions and messages: nothing is lost, nothing comes twice.</summary>
public sealed class FanOutPropertyTests
{
    private const int Worlds = 200;

    private static readonly string[] _kinds = ["a", "b", "c"];

    [Fact]
    [Pins("SNS-FAN-OUT")]
    public void Publishes_times_subscriptions_that_want_them_are_notifications_with_one_fate_each()
    {
        for (var seed = 0; seed < Worlds; seed++)
        {
            var world = new RandomWorld(seed);
            var told = world.Run();
            Assert.Equal($"world {seed}: {world.Expected}", $"world {seed}: {told}");
        }
    }

    private sealed class RandomWorld(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly List<(Subscription Subscription, string? Kind, bool Arrives, bool HasDead)> _subscriptions = [];
        private int _delivered;
        private int _dead;
        private int _dropped;
        private int _unwanted;

        public string Expected { get; private set; } = "";

        public string Run()
        {
            using var simulation = new Simulation(new SimulationOptions { Seed = (ulong)seed, Log = EventLogLevel.Kept });
            var topic = simulation.AddTopic("orders");
            var dead = simulation.AddQueue("dead");
            for (var i = 0; i < 8; i++)
            {
                Subscribe(simulation, topic, dead, i);
            }

            for (var i = 0; i < 30; i++)
            {
                Step(simulation, topic);
            }

            simulation.RunUntilIdle();
            simulation.End();
            Expected = Told(_delivered, _dead, _dropped + _unwanted, _delivered + _dead);
            var check = new Ledger(strict: true);
            simulation.Log.Replay(check);
            Assert.Empty(check.Balance().Violations);
            var fates = simulation.Ledger.Notifications.Select(static n => n.Fate).ToList();
            var arrivals = simulation.Queues.Sum(static q => q.Messages.Count) + simulation.Ledger.Invocations.Count;
            return Told(fates.Count(static f => f == Fate.Delivered), fates.Count(static f => f == Fate.DeadLettered), fates.Count(static f => f is Fate.Undeliverable or Fate.Unmatched), arrivals);
        }

        private static string Told(int delivered, int dead, int nowhere, int arrivals) => $"{delivered} delivered, {dead} dead-lettered, {nowhere} nowhere, {arrivals} arrived";

        private void Subscribe(Simulation simulation, Topic topic, LambdaSim.Neighbours.Queues.Queue dead, int number)
        {
            var kind = _random.Next(2) == 0 ? _kinds[_random.Next(_kinds.Length)] : null;
            var (protocol, endpoint, arrives) = _random.Next(4) switch
            {
                0 => ("sqs", simulation.AddQueue($"q{number}").Arn, true),
                1 => ("lambda", simulation.AddFunction($"f{number}", 5.Milliseconds).Arn, true),
                2 => ("sqs", $"arn:aws:sqs:us-east-1:123456789012:gone{number}", false),
                _ => ("lambda", $"arn:aws:lambda:us-east-1:123456789012:function:gone{number}", false),
            };
            List<(string Name, string Value)> attributes = [];
            if (kind is not null)
            {
                attributes.Add(("FilterPolicy", $$"""{"kind":["{{kind}}"]}"""));
            }

            var hasDead = _random.Next(2) == 0;
            if (hasDead)
            {
                attributes.Add(("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{dead.Arn}}"}"""));
            }

            _subscriptions.Add((topic.Put(protocol, endpoint, [.. attributes]), kind, arrives, hasDead));
        }

        private void Step(Simulation simulation, Topic topic)
        {
            switch (_random.Next(10))
            {
                case 0 when _subscriptions.Count > 0:
                    var left = _subscriptions[_random.Next(_subscriptions.Count)];
                    left.Subscription.Unsubscribe();
                    _subscriptions.Remove(left);
                    break;
                case 1:
                    simulation.AdvanceBy(_random.Next(100).Milliseconds);
                    break;
                default:
                    Publish(topic, _kinds[_random.Next(_kinds.Length)]);
                    break;
            }
        }

        private void Publish(Topic topic, string kind)
        {
            topic.Publish("m", attributes: TopicSteps.With(("kind", "String", kind)));
            var wanted = _subscriptions.Where(s => s.Kind is null || s.Kind == kind).ToList();
            _delivered += wanted.Count(static s => s.Arrives);
            _dead += wanted.Count(static s => !s.Arrives && s.HasDead);
            _dropped += wanted.Count(static s => !s.Arrives && !s.HasDead);
            _unwanted += wanted.Count == 0 ? 1 : 0;
        }
    }
}
