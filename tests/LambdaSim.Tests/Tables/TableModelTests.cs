using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables;
using LambdaSim.Neighbours.Tables.Values;
using LambdaSim.Randomness;
using LambdaSim.Units;

namespace LambdaSim.Tests.Tables;

/// <summary>Random writes against a plain dictionary: the table, its indexes and its stream tell the same.</summary>
public sealed class TableModelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Table_indexes_and_stream_follow_each_write(ulong seed)
    {
        using var simulation = new Simulation(new SimulationOptions { Seed = seed });
        var table = simulation.AddTable("orders", "id", TableKey.Number("at"), static t => t with
        {
            Stream = StreamView.NewAndOldImages,
            Indexes = [new("global", "kind"), new("local", "id", "kind") { IsLocal = true }],
        });
        var (model, replayed) = (new Dictionary<(string, int), JsonObject>(), new Dictionary<(string, int), string>());
        for (var i = 0ul; i < 3_000; i++)
        {
            var bits = Draw.At(seed, i);
            var (id, at) = ($"p{bits % 7}", (int)(bits / 7 % 60));
            if (bits >> 60 < 4)
            {
                Assert.Equal(model.Remove((id, at)), table.Delete(id, at));
            }
            else
            {
                var item = new JsonObject { ["id"] = id, ["at"] = at };
                if (bits >> 60 < 12)
                {
                    item["kind"] = $"k{(bits >> 20) % 5}";
                }

                table.Put(item);
                model[(id, at)] = item;
            }

            if (i % 500 == 0)
            {
                simulation.AdvanceBy(120.Milliseconds);
            }
        }

        simulation.RunUntilIdle();
        Assert.Equal(model.Count, table.Count);
        Assert.Equal(Texts(model.Values), Texts(table.Items));
        foreach (var id in model.Keys.Select(static k => k.Item1).Distinct())
        {
            var found = table.Query("id = :i", new { i = id });
            Assert.Equal(found.Select(static f => (int)f["at"]!).Order(), found.Select(static f => (int)f["at"]!));
            Assert.Equal(model.Count(m => m.Key.Item1 == id), found.Count);
            Assert.Equal(Texts(model.Values.Where(m => (string)m["id"]! == id && m["kind"] is not null)), Texts(table.Query("id = :i", new { i = id }, index: "local")));
        }

        for (var kind = 0; kind < 5; kind++)
        {
            Assert.Equal(Texts(model.Values.Where(m => (string?)m["kind"] == $"k{kind}")), Texts(table.Query("kind = :k", new { k = $"k{kind}" }, index: "global")));
        }

        var shard = Assert.Single(table.ActiveStream!.All);
        for (var position = shard.First; position < shard.Next; position++)
        {
            var record = shard[position];
            var key = (((TextValue)record.Keys["id"]!).Text, int.Parse(((NumberValue)record.Keys["at"]!).Number.ToString(), System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(record.Before is not null, replayed.ContainsKey(key));
            if (record.After is { } after)
            {
                replayed[key] = PlainValues.Plain(after).ToJsonString();
            }
            else
            {
                replayed.Remove(key);
            }
        }

        Assert.Equal(Texts(model.Values), replayed.Values.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Texts(IEnumerable<JsonObject> items) => items.Select(static i => i.ToJsonString()).Order(StringComparer.Ordinal);
}
