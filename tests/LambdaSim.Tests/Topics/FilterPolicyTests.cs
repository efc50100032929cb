using LambdaSim.Neighbours.Topics;

namespace LambdaSim.Tests.Topics;

/// <summary>Which messages a filter policy lets pass, and which policies there are.</summary>
public sealed class FilterPolicyTests : IDisposable
{
    private readonly TopicWorld _world = new();

    public void Dispose() => _world.Dispose();

    // Attributes: name:type=value, apart by a semicolon.
    [Theory]
    [InlineData("""{"a":["x"]}""", "a:String=x", true)]
    [InlineData("""{"a":["x"]}""", "a:String=y", false)]
    [InlineData("""{"a":["x"]}""", "", false)]
    [InlineData("""{"a":["x"],"b":["y"]}""", "a:String=x", false)]
    [InlineData("""{"a":["x"],"b":["y"]}""", "a:String=x;b:String=y;c:String=z", true)]
    [InlineData("""{"a":["1"]}""", "a:Number=1", false)]
    [InlineData("""{"a":[1]}""", "a:String=1", false)]
    [InlineData("""{"a":[300]}""", "a:Number=3.0e2", true)]
    [InlineData("""{"a":[5]}""", "a:Number.int=+05.0", true)]
    [InlineData("""{"a":[{"numeric":[">",0,"<=",100]}]}""", "a:Number=100", true)]
    [InlineData("""{"a":[{"numeric":[">",0,"<=",100]}]}""", "a:Number=0", false)]
    [InlineData("""{"a":[{"numeric":["=",1.5]}]}""", "a:Number=1.5", true)]
    [InlineData("""{"a":[{"prefix":"ab"}]}""", "a:String=abc", true)]
    [InlineData("""{"a":[{"suffix":"bc"}]}""", "a:String=abc", true)]
    [InlineData("""{"a":[{"equals-ignore-case":"ABC"}]}""", "a:String=abc", true)]
    [InlineData("""{"a":[{"cidr":"10.0.0.0/24"}]}""", "a:String=10.0.0.7", true)]
    [InlineData("""{"a":[{"cidr":"10.0.0.0/24"}]}""", "a:String=10.0.1.7", false)]
    [InlineData("""{"a":[{"anything-but":"x"}]}""", "a:String=y", true)]
    [InlineData("""{"a":[{"anything-but":["x","y"]}]}""", "a:String=y", false)]
    [InlineData("""{"a":[{"anything-but":[1,2]}]}""", "a:Number=3", true)]
    [InlineData("""{"a":[{"anything-but":{"prefix":"x"}}]}""", "a:String=xy", false)]
    [InlineData("""{"a":[{"anything-but":"x"}]}""", "", false)]
    [InlineData("""{"a":[null,{"anything-but":"x"}]}""", "", false)]
    [InlineData("""{"a":[{"exists":true}]}""", "a:String=x", true)]
    [InlineData("""{"a":[{"exists":false}]}""", "a:String=x", false)]
    [InlineData("""{"a":[{"exists":false}]}""", "", true)]
    [InlineData("""{"a":[{"exists":false}],"b":["y"]}""", "", false)]
    [InlineData("""{"a":[{"exists":false}],"b":["y"]}""", "b:String=y", true)]
    [InlineData("""{"a":["x"]}""", "a:String.Array=[\"x\",\"y\"]", true)]
    [InlineData("""{"a":["x"]}""", "a:String.Array=[\"y\"]", false)]
    [InlineData("""{"a":[2]}""", "a:String.Array=[1,2]", true)]
    [InlineData("""{"a":[true]}""", "a:String.Array=[true]", true)]
    [InlineData("""{"a":[{"anything-but":"x"}]}""", "a:String.Array=[\"x\",\"y\"]", true)]
    [InlineData("""{"a":[{"anything-but":"x"}]}""", "a:String.Array=[\"x\"]", false)]
    [InlineData("""{"a":["x"]}""", "a:String.Array=x", false)]
    [InlineData("""{"a":[{"exists":true}]}""", "a:Binary=AAEC", false)]
    [InlineData("""{"$or":[{"a":["x"]},{"b":["y"]}]}""", "b:String=y", true)]
    [InlineData("""{"$or":[{"a":["x"]},{"b":["y"]}],"c":["z"]}""", "b:String=y", false)]
    [InlineData("{}", "", true)]
    [Pins("SNS-FILTER-ATTRIBUTES", "SNS-FILTER-OPERATORS")]
    public void A_policy_asks_the_attributes(string policy, string attributes, bool passes)
    {
        var given = attributes.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(static a => (a.Split(':')[0], a.Split(':', 2)[1].Split('=')[0], a.Split('=', 2)[1])).ToArray();

        Assert.Equal(passes, Passes(policy, ofBody: false, "hello", given));
    }

    [Theory]
    [InlineData("""{"a":{"b":["x"]}}""", """{"a":{"b":"x"}}""", true)]
    [InlineData("""{"a":{"b":["x"]}}""", """{"a":{"c":"x"}}""", false)]
    [InlineData("""{"a":{"b":["x"]},"c":[{"exists":false}]}""", """{"a":{"b":"x"}}""", true)]
    [InlineData("""{"a":["x"]}""", """{"a":["x","y"]}""", true)]
    [InlineData("""{"a":[null]}""", """{"a":null}""", true)]
    [InlineData("""{"a":[true]}""", """{"a":true}""", true)]
    [InlineData("""{"e":{"n":["Anna"],"l":["Jones"]}}""", """{"e":[{"n":"Anna","l":"Smith"},{"n":"Peter","l":"Jones"}]}""", false)]
    [InlineData("""{"e":{"n":["Anna"],"l":["Smith"]}}""", """{"e":[{"n":"Anna","l":"Smith"},{"n":"Peter","l":"Jones"}]}""", true)]
    [InlineData("""{"a":[{"exists":false}]}""", "hello", false)]
    [InlineData("""{"a":[{"exists":false}]}""", "[1]", false)]
    [InlineData("""{"a":["x"]}""", "{", false)]
    [Pins("SNS-FILTER-BODY")]
    public void A_policy_asks_the_body(string policy, string body, bool passes) => Assert.Equal(passes, Passes(policy, ofBody: true, body));

    [Theory]
    [InlineData("""{"key": [["value"]]}""", """Match value must be String, number, true, false, or null|{"key":[["value"]]}|10""")]
    [InlineData("""{"key": [{"wrong": true}]}""", """Unrecognized match type wrong|{"key":[{"wrong":true}]}|22""")]
    [InlineData("""{"key": [{"wildcard": "a*"}]}""", """Unrecognized match type wildcard|{"key":[{"wildcard":"a*"}]}|22""")]
    [InlineData("""{"key": [{"anything-but": {"suffix": "test"}}]}""", """Unsupported anything-but pattern: suffix|{"key":[{"anything-but":{"suffix":"test"}}]}|36""")]
    [InlineData("""{"key": [{"anything-but": {"prefix": false}}]}""", """prefix match pattern must be a string|{"key":[{"anything-but":{"prefix":false}}]}|40""")]
    [InlineData("""{"key": [{"suffix": ["a"]}]}""", """suffix match pattern must be a string|{"key":[{"suffix":["a"]}]}|20""")]
    [InlineData("""{"key": {"suffix": "value"}}""", "\"suffix\" must be an object or an array|{\"key\":{\"suffix\":\"value\"}}|19")]
    [InlineData("""{"key": [{"cidr": "bad"}]}""", "Malformed CIDR, one '/' required")]
    [Pins("SNS-FILTER-OPERATORS")]
    public void What_is_no_policy_is_told_with_its_place(string policy, string problem)
    {
        var parts = problem.Split('|');
        var told = parts.Length == 1 ? parts[0] : $"{parts[0]}\n at [Source: (String)\"{parts[1]}\"; line: 1, column: {parts[2]}]";

        Assert.Equal($"FilterPolicy: {told}", TopicWorld.Invalid(() => FilterPolicy.Read(policy, ofBody: false, "")));
    }

    [Theory]
    [InlineData(false, """{"a":[1],"b":[1],"c":[1],"d":[1],"e":[1]}""", null)]
    [InlineData(false, """{"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]}""", "Filter policy can not have more than 5 keys")]
    [InlineData(true, """{"a":{"b":[1],"c":[1],"d":[1],"e":[1],"f":[1],"g":[1]}}""", null)]
    [InlineData(false, """{"a":{"b":[1]}}""", "Filter policy scope MessageAttributes does not support nested filter policy")]
    [InlineData(true, """{"a":{"b":{"c":[1,2,3,4]}},"d":{"e":[1,2,3]}}""", null)]
    [InlineData(true, """{"a":{"b":{"c":[1,2,3,4]}},"d":{"e":[1,2,3,4,5,6,7]}}""", "Filter policy is too complex")]
    [InlineData(false, """{"a":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15],"b":[1,2,3,4,5,6,7,8,9,10]}""", null)]
    [InlineData(false, """{"a":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16],"b":[1,2,3,4,5,6,7,8,9,10]}""", "Filter policy is too complex")]
    [InlineData(false, """{"source":[1,2,3,4],"$or":[{"a":[1,2,3,4,5,6]},{"b":[1,2,3,4],"$or":[{"c":[1,2,3,4]},{"d":[1,2,3,4]}]}]}""", "Filter policy is too complex")]
    [InlineData(false, """{"source":[1,2,3,4],"$or":[{"a":[1,2,3,4,5]},{"b":[1,2,3,4],"$or":[{"c":[1,2,3,4]},{"d":[1,2,3,4]}]}]}""", null)]
    [Pins("SNS-FILTER-LIMITS")]
    public void Policies_have_limits(bool ofBody, string policy, string? refusal)
    {
        if (refusal is null)
        {
            Assert.NotNull(FilterPolicy.Read(policy, ofBody, ""));
        }
        else
        {
            Assert.Equal($"FilterPolicy: {refusal}", TopicWorld.Invalid(() => FilterPolicy.Read(policy, ofBody, "")));
        }
    }

    [Fact]
    [Pins("SNS-FILTER-LIMITS")]
    public void A_topic_has_at_most_two_hundred_policies()
    {
        var topic = _world.Create();
        for (var i = 0; i < 200; i++)
        {
            topic.Put("sqs", $"arn:aws:sqs:us-east-1:123456789012:q{i}", ("FilterPolicy", """{"a":[1]}"""));
        }

        Assert.Equal("FilterPolicyLimitExceeded", TopicWorld.Refused(() => topic.Put("sqs", "arn:aws:sqs:us-east-1:123456789012:q", ("FilterPolicy", """{"a":[1]}"""))).Code);
        topic.Put("sqs", "arn:aws:sqs:us-east-1:123456789012:q");
    }

    [Fact]
    [Pins("SNS-FILTER-BODY")]
    public void A_nested_policy_keeps_its_scope()
    {
        var subscription = _world.Create().Put("sqs", "arn:aws:sqs:us-east-1:123456789012:q", ("FilterPolicy", """{"a":{"b":[1]}}"""), ("FilterPolicyScope", "MessageBody"));

        Assert.Equal(
            "FilterPolicy: Filter policy scope MessageAttributes does not support nested filter policy",
            TopicWorld.Invalid(() => subscription.Set("FilterPolicyScope", "MessageAttributes")));
    }

    private bool Passes(string policy, bool ofBody, string body, params (string Name, string Type, string Value)[] attributes)
    {
        var topic = _world.Create();
        topic.Publish(body, attributes: TopicSteps.With(attributes));
        return FilterPolicy.Read(policy, ofBody, "")!.Lets(topic.Messages.Single(), "sqs");
    }
}
