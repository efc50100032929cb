using LambdaSim.Configuration;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Projections;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>Which messages a mapping's filters let pass, and what becomes of the others.</summary>
public class FilterTests
{
    // Text or JSON in the body, text, JSON or nothing for it in the pattern.
    [Theory]
    [InlineData("hello", """{"body":["hello"]}""", true)]
    [InlineData("hello", """{"body":["bye"]}""", false)]
    [InlineData("hello", """{"body":[{"prefix":"he"}]}""", true)]
    [InlineData("hello", """{"awsRegion":["us-east-1"]}""", true)]
    [InlineData("hello", """{"awsRegion":["eu-west-1"]}""", false)]
    [InlineData("hello", """{"body":{"a":[1]}}""", false)]
    [InlineData("hello", """{"body":{"a":[{"exists":false}]}}""", false)]
    [InlineData("7", """{"body":["7"]}""", true)]
    [InlineData("""{"a":1}""", """{"body":["{\"a\":1}"]}""", false)]
    [InlineData("""{"a":1}""", """{"awsRegion":["us-east-1"]}""", true)]
    [InlineData("""{"a":1}""", """{"awsRegion":["eu-west-1"]}""", false)]
    [InlineData("""{"a":1}""", """{"body":{"a":[1]}}""", true)]
    [InlineData("""{"a":1}""", """{"body":{"a":[2]}}""", false)]
    [InlineData("""{"a":1}""", """{"body":{"b":[{"exists":false}]}}""", true)]
    [InlineData("""{"a":1""", """{"body":{"a":[1]}}""", false)]
    [Pins("ESM-FILTER-FORMAT")]
    public void A_pattern_for_text_means_text_and_one_for_JSON_means_JSON(string body, string pattern, bool passes) => Assert.Equal(passes, Passes(body, pattern));

    [Theory]
    [InlineData("""{"name":["Alice"]}""", true)]
    [InlineData("""{"name":["alice"]}""", false)]
    [InlineData("""{"name":["Bob","Alice"]}""", true)]
    [InlineData("""{"name":["Alice"],"city":["Oslo"]}""", true)]
    [InlineData("""{"name":["Alice"],"city":["Rome"]}""", false)]
    [InlineData("""{"total":[300]}""", true)]
    [InlineData("""{"total":[300.0]}""", true)]
    [InlineData("""{"total":[{"numeric":["=",300.0]}]}""", true)]
    [InlineData("""{"total":[{"numeric":[">",299,"<=",300]}]}""", true)]
    [InlineData("""{"total":[{"numeric":["<",300]}]}""", false)]
    [InlineData("""{"paid":[true]}""", true)]
    [InlineData("""{"note":[null]}""", true)]
    [InlineData("""{"empty":[""]}""", true)]
    [InlineData("""{"name":[{"equals-ignore-case":"aLICE"}]}""", true)]
    [InlineData("""{"name":[{"prefix":"Al"}]}""", true)]
    [InlineData("""{"name":[{"suffix":"ce"}]}""", true)]
    [InlineData("""{"name":[{"suffix":"al"}]}""", false)]
    [InlineData("""{"name":[{"anything-but":["Bob"]}]}""", true)]
    [InlineData("""{"name":[{"anything-but":"Alice"}]}""", false)]
    [InlineData("""{"name":[{"exists":true}]}""", true)]
    [InlineData("""{"lines":[{"exists":true}]}""", false)]
    [InlineData("""{"phone":[{"exists":false}]}""", true)]
    [InlineData("""{"lines":{"sku":["a-1"]}}""", true)]
    [InlineData("""{"tags":["new","rush"]}""", true)]
    [InlineData("""{"tags":["old"]}""", false)]
    [InlineData("""{"$or":[{"name":["Bob"]},{"total":[300]}]}""", true)]
    [InlineData("""{"$or":[{"name":["Bob"]},{"total":[1]}]}""", false)]
    [Pins("ESM-FILTER")]
    public void A_pattern_has_every_operator_of_Lambda(string pattern, bool passes)
    {
        const string Order = """{"name":"Alice","city":"Oslo","total":300,"paid":true,"note":null,"empty":"","lines":{"sku":"a-1"},"tags":["rush"]}""";

        Assert.Equal(passes, Passes(Order, $$"""{"body":{{pattern}}}"""));
    }

    [Theory]
    [InlineData("""{"messageAttributes":{"tenant":{"stringValue":["acme"]}}}""", true)]
    [InlineData("""{"messageAttributes":{"tenant":{"stringValue":["other"]}}}""", false)]
    [InlineData("""{"attributes":{"ApproximateReceiveCount":["1"]}}""", true)]
    [InlineData("""{"eventSourceARN":[{"suffix":":orders"}]}""", true)]
    [InlineData("""{"eventSource":["aws:kinesis"]}""", false)]
    [InlineData("""{"$or":[{"body":{"a":[1]}},{"eventSource":["aws:sqs"]}]}""", false)]
    [Pins("ESM-FILTER")]
    public void A_pattern_may_be_about_everything_that_a_record_has(string pattern, bool passes) => Assert.Equal(passes, Passes("hello", pattern));

    [Fact]
    [Pins("ESM-FILTER")]
    public void One_of_several_filters_is_enough()
    {
        using var world = new MappedWorld();
        var queue = world.Queue();
        world.Reader().On(queue, new QueueMappingConfig { Filters = ["""{"body":["a"]}""", """{"body":["c"]}"""] });
        queue.Put("a", "b", "c");
        world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a c"], world.Calls);
    }

    [Fact]
    [Pins("ESM-FILTERED")]
    public void What_does_not_pass_is_deleted_at_once_without_a_call()
    {
        using var world = new MappedWorld();
        var queue = world.Queue();
        var mapping = world.Reader().On(queue, new QueueMappingConfig { Filters = ["""{"body":{"a":[1]}}"""], CountsEvents = true });
        queue.Put("hello");
        world.Simulation.RunUntilIdle();

        Assert.Empty(world.Calls);
        Assert.Equal((0, Duration.Zero), (queue.Count, world.Simulation.Elapsed));
        Assert.Equal((1, 1, 0), (mapping.Metrics["PolledEventCount"], mapping.Metrics["FilteredOutEventCount"], mapping.Metrics["DeletedEventCount"]));
        Assert.Equal(Fate.Filtered, Assert.Single(world.Simulation.Ledger.Messages).Fate);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [Pins("ESM-FILTERED")]
    public void What_passes_fills_the_batch(int window)
    {
        using var world = new MappedWorld();
        var queue = world.Queue();
        world.Reader().On(queue, batch: 3, window: window.Seconds, filter: """{"body":[{"prefix":"x"}]}""");
        queue.Put("a", "b", "c", "x1", "d", "x2", "e", "x3", "x4");
        world.Simulation.RunUntilIdle();

        Assert.Equal(window == 0 ? ["0 x1 x2", "0 x3 x4"] : ["0 x1 x2 x3", "5 x4"], world.Calls);
        Assert.Equal((4, 5), (world.Simulation.Ledger.Count(Fate.Deleted), world.Simulation.Ledger.Count(Fate.Filtered)));
    }

    [Fact]
    [Pins("ESM-FILTER")]
    public void Depth_decides_nothing_up_to_the_deepest_JSON()
    {
        static string Nested(int levels) => $"{string.Concat(Enumerable.Repeat("{\"a\":", levels))}[1]{new string('}', levels)}";

        Assert.True(Passes(Nested(70), $"{{\"body\":{Nested(70)}}}"));
        Assert.True(Passes(Nested(999), """{"body":{"b":[{"exists":false}]}}"""));
        Assert.True(LambdaSim.Neighbours.LogGroups.Patterns.LogPattern.Read("{ $.a.a IS TRUE || $.b NOT EXISTS }")!.Matches(Nested(70)));
    }

    private static bool Passes(string body, string pattern)
    {
        using var world = new MappedWorld();
        var queue = world.Queue();
        var mapping = world.Simulation.AddFunction("import", 1.Seconds).On(queue, filter: pattern);
        var attributes = new SortedDictionary<string, MessageAttribute>(StringComparer.Ordinal) { ["tenant"] = new("String", "acme") };
        queue.Send(new SendRequest(body) { Attributes = attributes });
        world.Simulation.RunUntilIdle();
        Assert.Equal(0, queue.Count);
        return mapping.Figures.Deleted == 1;
    }
}
