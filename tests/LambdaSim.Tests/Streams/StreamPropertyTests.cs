using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Shards;
using LambdaSim.Neighbours.Streams;
using LambdaSim.Units;

namespace LambdaSim.Tests.Streams;

/// <summary>Random streams against what a list says.</summary>
public sealed class StreamPropertyTests
{
    private const int Worlds = 60;

    [Fact]
    [Pins("KIN-SPLIT", "KIN-MERGE", "KIN-SHARD-COUNT")]
    public void Whoever_reads_parents_before_children_sees_the_records_of_a_key_in_their_order()
    {
        for (var seed = 0; seed < Worlds; seed++)
        {
            var random = new Random(seed);
            using var simulation = new Simulation((ulong)seed);
            var stream = simulation.AddStream("clicks", 1 + random.Next(4));
            stream.LimitsThroughput = false;
            var put = new Dictionary<string, List<string>>();
            for (var step = 0; step < 300; step++)
            {
                if (random.Next(12) == 0)
                {
                    Reshard(stream, random);
                }
                else
                {
                    var key = $"k{random.Next(12)}";
                    stream.Put(key, $"{step}");
                    put.TryAdd(key, []);
                    put[key].Add($"{step}");
                }

                simulation.AdvanceBy(random.Next(3_000).Milliseconds);
            }

            var read = InOrder(stream).SelectMany(Records).GroupBy(static r => r.Key).ToDictionary(static g => g.Key, static g => g.Select(static r => r.Text).ToList());
            Assert.Equal(put.OrderBy(static p => p.Key, StringComparer.Ordinal), read.OrderBy(static p => p.Key, StringComparer.Ordinal));
            Covers(stream);
        }

        static IEnumerable<(string Key, string Text)> Records(IShard shard)
        {
            for (var position = shard.First; position < shard.Next; position++)
            {
                yield return (shard.Key(position), System.Text.Encoding.UTF8.GetString(shard.Data(position).Span));
            }
        }
    }

    [Fact]
    [Pins("KIN-ITERATOR-TYPES", "KIN-RETENTION", "KIN-GET-RECORDS")]
    public void Iterators_of_all_types_give_what_a_list_gives()
    {
        for (var seed = 0; seed < Worlds; seed++)
        {
            var random = new Random(seed);
            using var world = new StreamWorld(new SimulationOptions { Seed = (ulong)seed });
            var stream = world.Simulation.AddStream("clicks");
            stream.LimitsThroughput = false;
            var all = new List<(string Number, long Ms, string Text)>();
            for (var step = 0; step < 60; step++)
            {
                switch (random.Next(4))
                {
                    case 0:
                        world.Simulation.AdvanceBy(random.Next(5) switch { 0 => 13.Hours, 1 => 40.Minutes, 2 => 1.Seconds, _ => random.Next(900).Milliseconds });
                        break;
                    case 1 or 2:
                        for (var i = random.Next(5); i >= 0; i--)
                        {
                            var record = stream.Put("k", $"{step}.{i}");
                            all.Add((record.SequenceNumber, world.Simulation.Now.ToUnixTimeMilliseconds(), $"{step}.{i}"));
                        }

                        break;
                    default:
                        Read(world, random, all);
                        break;
                }
            }
        }
    }

    [Fact]
    [Pins("KIN-RETENTION")]
    public void The_columns_of_a_shard_hold_what_a_list_holds()
    {
        for (var seed = 0; seed < Worlds; seed++)
        {
            var random = new Random(seed);
            var (log, list, first) = (new ShardLog(), new List<(string Key, string Data, long Counter, long Ms)>(), 0);
            var (counter, ms) = (0L, 1_700_000_000_000L);
            for (var step = 0; step < 4_000; step++)
            {
                counter += 1 + random.Next(5);
                ms += random.Next(200) == 0 ? 5_000_000_000 : random.Next(50);
                var (key, data) = ($"k{random.Next(100)}", new string('x', random.Next(random.Next(300) == 0 ? 300_000 : 60)));
                log.Add(System.Text.Encoding.UTF8.GetBytes(key), System.Text.Encoding.UTF8.GetBytes(data), counter, ms);
                list.Add((key, data, counter, ms));
                if (random.Next(100) == 0)
                {
                    var horizon = ms - random.Next(20_000);
                    log.Trim(horizon);
                    first = Math.Max(first, list.FindIndex(r => r.Ms >= horizon) is >= 0 and var at ? at : list.Count);
                    Assert.Equal((first, list.Count), (log.First, log.Next));
                }
            }

            for (var i = 0; i < 200; i++)
            {
                var (from, to) = (list[first].Ms, ms + 10);
                var time = from - 10 + random.NextInt64(to - from + 20);
                var number = random.NextInt64(counter + 10);
                Assert.Equal(Math.Max(first, Found(list.FindIndex(r => r.Ms >= time), list.Count)), log.AtMs(time));
                Assert.Equal(Math.Max(first, Found(list.FindIndex(r => r.Counter >= number), list.Count)), log.AtCounter(number));
                var position = first + random.Next(list.Count - first);
                var chunk = log.Find(position, out var index);
                Assert.Equal(list[position], (System.Text.Encoding.UTF8.GetString(chunk.KeyOf(index)), System.Text.Encoding.UTF8.GetString(chunk.DataOf(index).Span), chunk.CounterOf(index), chunk.MsOf(index)));
            }
        }

        static int Found(int index, int end) => index < 0 ? end : index;
    }

    private static void Read(StreamWorld world, Random random, List<(string Number, long Ms, string Text)> all)
    {
        var now = world.Simulation.Now.ToUnixTimeMilliseconds();
        var kept = all.Where(r => r.Ms >= now - Duration.FromHours(24).TotalMilliseconds).ToList();
        var (type, number, time) = (random.Next(5), all.Count == 0 ? null : all[random.Next(all.Count)].Number, now - random.Next(random.Next(2) == 0 ? 2_000 : 90_000_000));
        (string Name, Func<(string Number, long Ms, string Text), bool> Holds) kind = type switch
        {
            0 => ("TRIM_HORIZON", static _ => true),
            1 => ("LATEST", static _ => false),
            2 => ("AT_TIMESTAMP", r => r.Ms >= time),
            3 when number is not null => ("AT_SEQUENCE_NUMBER", r => string.CompareOrdinal(r.Number, number) >= 0),
            4 when number is not null => ("AFTER_SEQUENCE_NUMBER", r => string.CompareOrdinal(r.Number, number) > 0),
            _ => ("LATEST", static _ => false),
        };
        var iterator = world.Iterator("clicks", "0", kind.Name, kind.Name.EndsWith("NUMBER", StringComparison.Ordinal) ? number : null, kind.Name == "AT_TIMESTAMP" ? time / 1_000m : null);
        var read = new List<string>();
        JsonObject page;
        do
        {
            page = world.Get(iterator, 1 + random.Next(20));
            read.AddRange(StreamWorld.Texts(page));
            iterator = (string)page["NextShardIterator"]!;
        }
        while ((long)page["MillisBehindLatest"]! > 0);

        Assert.Equal(kept.Where(kind.Holds).Select(static r => r.Text), read);
    }

    private static void Reshard(DataStream stream, Random random)
    {
        var open = stream.OpenShards;
        switch (random.Next(3))
        {
            case 0 when open.Count < 12:
                stream.Split(open[random.Next(open.Count)].Id);
                break;
            case 1 when open.Count > 1:
                var first = random.Next(open.Count - 1);
                stream.Merge(open[first].Id, open[first + 1].Id);
                break;
            default:
                // Ten changes of the number are a day's.
                try
                {
                    stream.UpdateShardCount(Math.Clamp(open.Count + random.Next(-1, 3), (open.Count + 1) / 2, 2 * open.Count));
                }
                catch (AwsServiceException e)
                {
                    Assert.Equal("LimitExceededException", e.ErrorCode);
                }

                break;
        }
    }

    // Shards by the ids of those that they continue: parents first.
    private static IEnumerable<IShard> InOrder(IShardedStream stream)
    {
        var (left, done) = (stream.Shards.ToList(), new HashSet<string>());
        while (left.Count > 0)
        {
            var next = left.First(s => s.Parents.All(done.Contains));
            left.Remove(next);
            done.Add(next.Id);
            yield return next;
        }
    }

    // The open shards share all hash keys.
    private static void Covers(DataStream stream)
    {
        var ranges = stream.OpenShards.Select(static s => s.Range).ToList();
        Assert.Equal((UInt128.Zero, UInt128.MaxValue), (ranges[0].Start, ranges[^1].End));
        Assert.All(ranges.Zip(ranges.Skip(1)), static pair => Assert.Equal(pair.First.End + 1, pair.Second.Start));
    }
}
