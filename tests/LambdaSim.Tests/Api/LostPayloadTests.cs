using System.Text.Json.Serialization;
using LambdaSim.Units;

namespace LambdaSim.Tests.Api;

/// <summary>What JSON would lose without a word is refused: where a function is added, called or read.</summary>
public class LostPayloadTests
{
    private sealed class Fields
    {
        public int Cents = 1;
    }

    private sealed class Hidden
    {
        internal int Cents { get; set; } = 1;
    }

    private sealed class ReadOnly
    {
        public int Cents { get; } = 1;
    }

    private sealed class PrivateSet
    {
        public int Cents { get; private set; } = 1;
    }

    private sealed record Holds(string Id, List<(int, int)> Pairs);

    private sealed record Ping;

    private sealed record Node(int Value, Node? Next);

    private sealed class Included
    {
        [JsonInclude]
        public int Cents;

        [JsonIgnore]
        public int Ignored;
    }

    private sealed class FromConstructor(int cents)
    {
        public int Cents { get; } = cents;
    }

    private readonly record struct Point(int X, int Y);

    public static TheoryData<string, Delegate> Refused => new()
    {
        { "parameter 'pair' is (Int32, Int32): it is a tuple", ((int A, int B) pair) => pair.A },
        { "parameter 'pair' is Nullable<(Int32, Int32)>: it is a tuple", ((int A, int B)? pair) => pair?.A },
        { "parameter 'holds' is Holds: (Int32, Int32) in it is a tuple", (Holds holds) => holds.Id },
        { "it returns (Int32, String): it is a tuple", () => (1, "a") },
        { "it returns (Int32, String): it is a tuple", async () => await Task.FromResult((1, "a")) },
        { "it returns Dictionary<String, (Int32, Int32)>: (Int32, Int32) in it is a tuple", () => new Dictionary<string, (int, int)>() },
        { "parameter 'fields' is Fields: it has the field Cents", (Fields fields) => 1 },
        { "it returns Fields: it has the field Cents", () => new Fields() },
        { "it returns Hidden: it has no public property: it would be {}", () => new Hidden() },
        { "parameter 'it' is Hidden: it has no public property: it would arrive empty", (Hidden it) => 1 },
        { "parameter 'it' is ReadOnly: it has no public member that JSON can set", (ReadOnly it) => 1 },
        { "parameter 'it' is PrivateSet: it has no public member that JSON can set", (PrivateSet it) => 1 },
        { "parameter 'at' is Instant: it has no public", (Instant at) => 1 },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void A_type_that_would_arrive_empty_is_refused_when_the_function_is_added(string why, Delegate handler)
    {
        using var simulation = new Simulation();

        var refused = Assert.Throws<UnsupportedHandlerException>(() => simulation.AddFunction("f", handler));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Empty(simulation.Functions);
    }

    [Fact]
    public void Types_that_lose_nothing_are_taken()
    {
        using var simulation = new Simulation();

        Assert.Equal("{}", simulation.AddFunction("ping", (Ping ping) => ping).Invoke(new Ping()).PayloadText);
        Assert.Equal(2, simulation.AddFunction("node", (Node node) => node.Next!).Invoke(new Node(1, new Node(2, null))).Value<Node>()!.Value);
        Assert.Equal(7, simulation.AddFunction("included", (Included it) => it).Invoke(new Included { Cents = 7, Ignored = 8 }).Value<Included>()!.Cents);
        Assert.Equal(7, simulation.AddFunction("constructor", (FromConstructor it) => it.Cents).Invoke(new { Cents = 7 }).Value<int>());
        Assert.Equal(new Point(1, 2), simulation.AddFunction("point", (Point? it) => it).Invoke(new Point(1, 2)).Value<Point?>());
        Assert.Equal(3, simulation.AddFunction("tuple", (Tuple<int, int> it) => it.Item1 + it.Item2).Invoke(Tuple.Create(1, 2)).Value<int>());
        Assert.Equal("""{"Cents":1}""", simulation.AddFunction("answer", () => new ReadOnly()).Invoke().PayloadText);
    }

    [Fact]
    public void A_tuple_as_the_callers_value_is_refused_before_anything_is_sent()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", (System.Text.Json.JsonElement e) => e);
        var queue = simulation.AddQueue("q");

        Assert.Contains("(Int32, Int32) does not cross as JSON: it is a tuple", Assert.Throws<NotSupportedException>(() => f.Invoke((1, 2))).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => f.Send((1, 2)));
        Assert.Throws<NotSupportedException>(() => f.Invoke<object>((1, 2)));
        Assert.Throws<NotSupportedException>(() => simulation.Run(() => simulation.Client.InvokeAsync("f", (1, 2))));
        Assert.Throws<NotSupportedException>(() => f.Invoke(new { A = 1 }).Value<(int, int)>());
        Assert.Throws<NotSupportedException>(() => queue.Bodies<(int, int)>());
        Assert.Equal(1, simulation.Metrics.Arrivals);
    }

    [Fact]
    public void An_object_that_is_a_tuple_fails_its_call()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", object () => (1, 2));

        Assert.Contains("it is a tuple", f.Invoke().Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cycle_of_objects_fails_its_call()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", () =>
        {
            var list = new List<object>();
            list.Add(list);
            return list;
        });

        Assert.Equal("JsonException", f.Invoke().Error!.Type);
    }

    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("""["\uD83D x"]""")]
    public void An_object_with_half_a_character_is_a_payload_error(string json)
    {
        using var simulation = new Simulation();
        var plain = simulation.AddFunction("plain", (object e) => e.ToString());
        var map = simulation.AddFunction("list", (List<object> e) => e.Count);

        Assert.Equal("PayloadDeserializationException", plain.InvokeRaw(json).Error!.Type);
        Assert.Equal("PayloadDeserializationException", map.InvokeRaw(json).Error!.Type);
    }

    [Fact]
    public void A_whole_pair_is_a_character()
    {
        using var simulation = new Simulation();

        Assert.Equal("\U0001F375", simulation.AddFunction("f", (object e) => e.ToString()).InvokeRaw(""" "\ud83c\udf75" """).Value<string>());
        Assert.Throws<System.Text.EncoderFallbackException>(() => simulation["f"].InvokeRaw("\"\ud800\""));
    }

    [Fact]
    public void JSON_passed_as_a_value_is_told()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", (Point point) => point.X);
        var text = simulation.AddFunction("text", (string json) => json.Length);

        Assert.Contains("The event is a string that holds JSON", f.Invoke("""{"X":1,"Y":2}""").Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("holds JSON", f.Invoke("tea").Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("holds JSON", f.Invoke("{tea").Error!.Message, StringComparison.Ordinal);
        Assert.Equal(1, f.InvokeRaw("""{"X":1,"Y":2}""").Value<int>());
        Assert.Equal(13, text.Invoke("""{"X":1,"Y":2}""").Value<int>());
    }

    [Fact]
    public void JSON_as_it_is_goes_every_way()
    {
        using var simulation = new Simulation();
        List<int> seen = [];
        var f = simulation.AddFunction("f", (Point point) => seen.Add(point.X));

        f.InvokeRaw("""{"X":1}""");
        f.SendRaw("""{"X":2}""");
        simulation.Run(async () =>
        {
            await f.InvokeRawAsync("""{"X":3}""");
            await f.SendRawAsync("""{"X":4}""");
            await simulation.Delay(1.Seconds);
        });

        Assert.Equal([1, 2, 3, 4], seen.Order());
    }

    [Fact]
    public void Generic_types_are_named_as_in_CSharp()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", (Dictionary<string, List<Point>> e) => e.Count);
        var one = simulation.AddFunction("one", () => 1);

        var message = f.Invoke(7).Error!.Message;
        Assert.StartsWith("Error converting the Lambda event JSON payload to type System.Collections.Generic.Dictionary<System.String, System.Collections.Generic.List<LambdaSim.Tests.Api.LostPayloadTests+Point>> for function f: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Version=", message, StringComparison.Ordinal);
        Assert.StartsWith("one answered 1, which is no System.Collections.Generic.List<LambdaSim.Tests.Api.LostPayloadTests+Point>: ", Assert.Throws<System.Text.Json.JsonException>(() => one.Invoke().Value<List<Point>>()).Message, StringComparison.Ordinal);
    }
}
