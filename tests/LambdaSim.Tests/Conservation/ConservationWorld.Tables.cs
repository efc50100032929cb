using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Neighbours.Tables;

namespace LambdaSim.Tests.Conservation;

// A table whose changes mappings read, and functions that look at the order of what they are given.
internal sealed partial class ConservationWorld
{
    private readonly List<KeyOrder> _orders = [];
    private Table? _table;
    private int _changes;

    private void BuildTables()
    {
        if (OneIn(5))
        {
            _table = _simulation.AddTable("items", "id", configure: t => t with { Stream = Pick(StreamView.KeysOnly, StreamView.NewImage, StreamView.OldImage, StreamView.NewAndOldImages) });
            MapTable(Pick<Function>([.. _functions]), _mappings.Add);
        }

        // Nobody stops what these read: what is under way when a mapping is stopped may come again.
        if (_table is not null && OneIn(3))
        {
            MapTable(Watcher("watch-items"), static _ => { });
        }

        if (_stream is { } stream && OneIn(8))
        {
            Watcher("watch-clicks").On(stream, Reading());
        }
    }

    private void StepOfTables()
    {
        if (_table is not { IsGone: false } table)
        {
            return;
        }

        for (var i = Below(8); i >= 0; i--)
        {
            var id = Pick("a", "b", "c", "d");
            switch (Below(8))
            {
                case < 5:
                    table.Put(new JsonObject { ["id"] = id, ["change"] = _changes++ });
                    break;
                case < 7:
                    table.Delete(id);
                    break;
                default:
                    table.Put(new JsonObject { ["id"] = id, ["change"] = _changes++ }, "attribute_not_exists(id)");
                    break;
            }
        }
    }

    private string? DisorderOfKeys() => _orders.Select(static o => o.Fault).FirstOrDefault(static f => f is not null);

    private void MapTable(Function function, Action<EventSourceMapping> made)
    {
        try
        {
            made(function.On(_table!, Reading()));
        }
        catch (AwsServiceException)
        {
            // Nothing was made.
        }
    }

    private StreamMappingConfig Reading() => new()
    {
        BatchSize = Pick(1, 3, 100),
        Window = Duration.FromSeconds(Pick(0, 0, 2)),
        ParallelizationFactor = Pick(1, 4, 10),
        MaximumRetryAttempts = Pick<int?>(0, 1, 3, null),
        MaximumRecordAge = OneIn(3) ? Duration.FromSeconds(60) : null,
        BisectBatchOnFunctionError = OneIn(2),
        OnFailure = Pick(null, Queue("dead")),
    };

    private Function Watcher(string name)
    {
        var order = new KeyOrder();
        _orders.Add(order);
        return _simulation.AddFunction(name, async (JsonElement batch, LambdaContext context) =>
        {
            var records = order.Begin(batch);
            await context.Delay(Duration.FromMilliseconds(Pick(0, 10, 700)));
            var fails = OneIn(4);
            order.End(records, !fails);
            return fails ? throw new InvalidOperationException("as drawn") : records.Count;
        }, f => f with { Timeout = Duration.FromMinutes(1) });
    }
}
