using System.Globalization;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Sources;

/// <summary>What holds of a mapping of a stream whatever happens, tried in worlds made at random: shards that are continued, functions that fail, operators that change it.</summary>
public class StreamPropertyTests
{
    private const int Worlds = 500;

    [Fact]
    [Pins("STM-PARALLEL", "STM-CHECKPOINT", "STM-FATE", "STM-SHARDS")]
    public void Keys_stay_in_order_checkpoints_never_go_back_and_each_record_has_one_fate()
    {
        for (var seed = 1ul; seed <= Worlds; seed++)
        {
            Assert.Equal("", new RandomStream(seed).Play());
        }
    }

    [Fact]
    [Pins("STM-FATE")]
    public void One_seed_makes_one_log()
    {
        for (var seed = 1ul; seed <= 20; seed++)
        {
            var (first, second) = (new RandomStream(seed), new RandomStream(seed));
            first.Play();
            second.Play();

            Assert.Equal(first.Fingerprint, second.Fingerprint);
        }
    }
}

/// <summary>One stream, one mapping, and what is done to them, by a seed.</summary>
internal sealed class RandomStream(ulong seed)
{
    private const int Keys = 8;

    private readonly int[] _shardOf = new int[Keys];
    private readonly int[] _next = new int[Keys];
    private readonly Dictionary<string, int> _succeeded = [];
    private readonly List<string> _faults = [];
    private readonly List<int> _open = [];
    private readonly HashSet<string> _running = [];
    private ulong _draws;
    private long _put;
    private int _made;
    private bool _reports;

    public string Fingerprint { get; private set; } = "";

    /// <returns>What does not hold; empty: all does.</returns>
    public string Play()
    {
        var strict = new Ledger(strict: true);
        using var world = new StreamedWorld(shards: 1 + Below(3), seed: seed, observer: strict);
        for (var i = 0; i < world.Stream.Shards.Count; i++)
        {
            _open.Add(i);
        }

        _made = _open.Count;
        for (var key = 0; key < Keys; key++)
        {
            _shardOf[key] = _open[Below(_open.Count)];
        }

        var import = world.Simulation.AddFunction("import", async (JsonElement given, LambdaContext context) =>
        {
            var batch = new RecordBatch(given);
            Begin(batch.Data);
            await context.Delay(Duration.FromMilliseconds(1 + Below(2_500)));
            _running.ExceptWith(batch.Data.Select(KeyOf));
            return Answer(batch);
        });
        var mapping = world.Map(import, Config());
        var steps = 10 + Below(25);
        for (var i = 0; i < steps; i++)
        {
            Step(world, mapping);
        }

        world.Simulation.AdvanceBy(Duration.FromMinutes(1));
        if (mapping.State == MappingState.Disabled)
        {
            mapping.Enable();
        }

        world.Simulation.RunUntilIdle();
        var ended = world.Simulation.Ledger.Records.Sum(static r => r.Fate is null ? 0 : r.Count);
        if (ended != _put)
        {
            _faults.Add(string.Create(CultureInfo.InvariantCulture, $"{_put} records were put, {ended} have a fate"));
        }

        world.Simulation.End();
        Fingerprint = world.Simulation.Fingerprint;
        if (strict.Balance() is { IsBalanced: false } balance)
        {
            _faults.Add(balance.ToString());
        }

        return _faults.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"world {seed}: {string.Join("; ", _faults.Take(3))}");
    }

    // Of a key one batch runs at a time, in order, and nothing comes again that lies before a success.
    private void Begin(IReadOnlyList<string> data)
    {
        foreach (var records in data.GroupBy(KeyOf))
        {
            var numbers = records.Select(NumberOf).ToList();
            if (!_running.Add(records.Key))
            {
                _faults.Add($"{records.Key} is in two batches at a time");
            }

            if (!numbers.SequenceEqual(numbers.Order()))
            {
                _faults.Add($"{string.Join(' ', records)} are not in order");
            }

            if (_succeeded.TryGetValue(records.Key, out var last) && numbers[0] <= last)
            {
                _faults.Add(string.Create(CultureInfo.InvariantCulture, $"{records.Key}/{numbers[0]} came after {records.Key}/{last} had succeeded"));
            }
        }
    }

    private static string KeyOf(string record) => record.Split('/')[0];

    private static int NumberOf(string record) => int.Parse(record.Split('/')[1], CultureInfo.InvariantCulture);

    private object Answer(RecordBatch batch)
    {
        switch (Below(6))
        {
            case 0:
                throw new InvalidOperationException("no");
            case 1 when _reports && batch.Data.Count > 0:
                var failed = batch.Data[Below(batch.Data.Count)];
                Done(batch.Data.TakeWhile(d => d != failed));
                return new { batchItemFailures = new[] { new { itemIdentifier = batch.NumberOf(failed) } }, state = new { } };
            case 2 when _reports:
                return new { batchItemFailures = new[] { new { foo = 1 } }, state = new { } };
            default:
                Done(batch.Data);
                return new { batchItemFailures = Array.Empty<object>(), state = new { } };
        }
    }

    private void Done(IEnumerable<string> records)
    {
        foreach (var record in records)
        {
            _succeeded[KeyOf(record)] = NumberOf(record);
        }
    }

    private void Step(StreamedWorld world, EventSourceMapping mapping)
    {
        switch (Below(12))
        {
            case < 6:
                for (var i = Below(12); i >= 0; i--)
                {
                    var key = Below(Keys);
                    world.Put(_shardOf[key], string.Create(CultureInfo.InvariantCulture, $"k{key}/{_next[key]++}"));
                    _put++;
                }

                break;
            case 6:
                Reshard(world);
                break;
            case 7:
                Change(mapping);
                break;
            default:
                world.Simulation.AdvanceBy(Duration.FromMilliseconds(Below(20_000)));
                break;
        }
    }

    private void Change(EventSourceMapping mapping)
    {
        try
        {
            switch (Below(3))
            {
                case 0:
                    mapping.Disable();
                    break;
                case 1:
                    mapping.Enable();
                    break;
                default:
                    mapping.Update(Config());
                    break;
            }
        }
        catch (ResourceInUseException)
        {
            // It is about to change.
        }
    }

    private void Reshard(StreamedWorld world)
    {
        var first = _open[Below(_open.Count)];
        var merged = Below(2) == 0 && _open.Count > 1 ? _open.First(s => s != first) : first;
        var parents = new[] { first, merged }.Distinct().Select(s => world.Stream[s]).ToArray();
        var moved = Enumerable.Range(0, Keys).Where(k => _shardOf[k] == first || _shardOf[k] == merged).ToList();
        _open.RemoveAll(s => s == first || s == merged);
        var children = parents.Length == 1 ? 2 : 1;
        for (var i = 0; i < children; i++)
        {
            world.Stream.Split(parents);
            _open.Add(_made + i);
        }

        foreach (var key in moved)
        {
            _shardOf[key] = _made + Below(children);
        }

        _made += children;
    }

    private StreamMappingConfig Config()
    {
        _reports = Below(2) == 0;
        return new StreamMappingConfig
        {
            BatchSize = 1 + Below(8),
            Window = Duration.FromSeconds(Below(3)),
            ParallelizationFactor = 1 + Below(10),
            MaximumRetryAttempts = Below(3) == 0 ? null : Below(4),
            MaximumRecordAge = Below(4) == 0 ? Duration.FromSeconds(60) : null,
            BisectBatchOnFunctionError = Below(2) == 0,
            TumblingWindow = Duration.FromSeconds(Below(3) == 0 ? 5 + Below(20) : 0),
            ReportBatchItemFailures = _reports,
            Filters = Below(4) == 0 ? ["""{"partitionKey":[{"anything-but":"k3"}]}"""] : [],
        };
    }

    private int Below(int end) => (int)(Draw.At(Draw.Stream(seed, Purpose.HandlerRandom, 7), _draws++) % (ulong)end);
}
