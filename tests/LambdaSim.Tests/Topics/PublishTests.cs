using LambdaSim.Neighbours.Topics;
using LambdaSim.Units;

namespace LambdaSim.Tests.Topics;

/// <summary>What may be published, and what FIFO topics do with it.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly TopicWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(1, null, null)]
    [InlineData(262_144, null, null)]
    [InlineData(262_145, null, "Message too long")]
    [InlineData(0, null, "Empty message")]
    [InlineData(1, 100, null)]
    [InlineData(1, 101, "Subject")]
    [InlineData(1, 0, "Subject")]
    [Pins("SNS-PUBLISH")]
    public void Sizes_have_limits(int bytes, int? subject, string? refusal)
    {
        var topic = _world.Create();
        void Publish() => topic.Publish(new string('a', bytes), subject: subject is { } length ? new string('s', length) : null);

        if (refusal is null)
        {
            Publish();
            Assert.Single(topic.Messages);
        }
        else
        {
            Assert.Equal(refusal, TopicWorld.Invalid(Publish));
            Assert.Empty(topic.Messages);
        }
    }

    [Fact]
    [Pins("SNS-PUBLISH")]
    public void Attributes_count_to_the_size() =>
        Assert.Equal("Message too long", TopicWorld.Invalid(() => _world.Create().Publish(new string('a', 262_137), attributes: TopicSteps.With(("n", "String", "v")))));

    [Theory]
    [InlineData("a.b-c_d", "String", "v", null, null)]
    [InlineData("a", "String.Array", "[1]", null, null)]
    [InlineData("a", "Number.int", "5", null, null)]
    [InlineData("a", "Binary.png", null, "AAEC", null)]
    [InlineData(".a", "String", "v", null, "Invalid message attribute name starting with character '.' was found.")]
    [InlineData("a.", "String", "v", null, "Invalid message attribute name ending with character '.' was found.")]
    [InlineData("a..b", "String", "v", null, "Message attribute name can not have successive '.' character.")]
    [InlineData("a b", "String", "v", null, "Invalid non-alphanumeric character '#x20' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.")]
    [InlineData("a", "Number.", "5", null, "The message attribute 'a' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.")]
    [InlineData("a", "Text", "v", null, "The message attribute 'a' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.")]
    [InlineData("a", "String", null, null, "The message attribute 'a' must contain non-empty message attribute value for message attribute type 'String'.")]
    [InlineData("a", "String", "", null, "The message attribute 'a' must contain non-empty message attribute value for message attribute type 'String'.")]
    [InlineData("a", "String", null, "AAEC", "The message attribute 'a' with type 'String' must use field 'String'.")]
    [InlineData("a", "Binary", "v", null, "The message attribute 'a' with type 'Binary' must use field 'Binary'.")]
    [InlineData("a", "Number", "five", null, "Could not cast message attribute 'a' value to number.")]
    [Pins("SNS-MESSAGE-ATTRIBUTES")]
    public void An_attribute_is_checked(string name, string type, string? text, string? bytes, string? refusal)
    {
        var topic = _world.Create();
        void Publish() => topic.Publish(new PublishRequest("m") { Attributes = new Dictionary<string, GivenAttribute> { [name] = new(type, text, bytes) } });

        if (refusal is null)
        {
            Publish();
            Assert.Equal(type, topic.Messages.Single().Attributes[name].DataType);
        }
        else
        {
            Assert.Equal(("ParameterValueInvalid", refusal), TopicWorld.Refused(Publish));
        }
    }

    [Fact]
    [Pins("SNS-MESSAGE-ATTRIBUTES")]
    public void A_type_that_is_missing_is_told_with_its_place()
    {
        var request = new PublishRequest("m") { Attributes = new Dictionary<string, GivenAttribute> { ["a"] = new(null, "v", null) } };

        Assert.Equal(
            ("ValidationError", "1 validation error detected: Value null at 'messageAttributes.a.member.dataType' failed to satisfy constraint: Member must not be null"),
            TopicWorld.Refused(() => _world.Create().Check(request)));
        Assert.Contains("'publishBatchRequestEntries.2.member.messageAttributes.a.member.dataType'", TopicWorld.Refused(() => _world.Create().Check(request, 2)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"default":"d","sqs":"q"}""", "q", null)]
    [InlineData("""{"default":"d","lambda":"l"}""", "d", null)]
    [InlineData("""{"default":"d","default":"e"}""", "e", null)]
    [InlineData("""{"default":"d","sqs":{"a":1}}""", "d", null)]
    [InlineData("""{"sqs":"q"}""", null, "Message Structure - No default entry in JSON message body")]
    [InlineData("""{"default":1}""", null, "Message Structure - No default entry in JSON message body")]
    [InlineData("""{"default":"d"} }""", null, "Message Structure - JSON message body failed to parse")]
    [InlineData("text", null, "Message Structure - JSON message body failed to parse")]
    [Pins("SNS-STRUCTURE")]
    public void Each_protocol_gets_its_own_text(string message, string? told, string? refusal)
    {
        if (refusal is null)
        {
            Assert.Equal(told, MessageStructure.Of(message, "json").For("sqs"));
        }
        else
        {
            Assert.Equal(refusal, TopicWorld.Invalid(() => _world.Create().Publish(message, structure: "json")));
        }
    }

    [Theory]
    [InlineData("orders", false, null, null, null)]
    [InlineData("orders", false, "g", null, null)]
    [InlineData("orders", false, null, "1", "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type")]
    [InlineData("orders.fifo", false, null, "1", "The MessageGroupId parameter is required for FIFO topics")]
    [InlineData("orders.fifo", false, "g", null, "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly")]
    [InlineData("orders.fifo", false, "g", "1", null)]
    [InlineData("orders.fifo", true, "g", null, null)]
    [InlineData("orders.fifo", true, "g g", null, "MessageGroupId Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.")]
    [Pins("SNS-FIFO-GROUP", "SNS-FIFO-DUPLICATES")]
    public void Group_and_deduplication_id_fit_the_topic(string name, bool byContent, string? group, string? id, string? refusal)
    {
        var topic = _world.Simulation.AddTopic(name, byContent);

        if (refusal is null)
        {
            topic.Publish("m", group: group, deduplicationId: id);
            Assert.Single(topic.Messages);
        }
        else
        {
            Assert.Equal(refusal, TopicWorld.Invalid(() => topic.Publish("m", group: group, deduplicationId: id)));
        }
    }

    [Theory]
    [InlineData("Topic", "a", 299, true)]
    [InlineData("Topic", "b", 299, true)]
    [InlineData("Topic", "a", 300, false)]
    [InlineData("MessageGroup", "a", 299, true)]
    [InlineData("MessageGroup", "b", 299, false)]
    [Pins("SNS-FIFO-DUPLICATES")]
    public void A_duplicate_is_answered_as_the_first(string scope, string group, int seconds, bool isDuplicate)
    {
        var topic = _world.Create("orders.fifo", ("FifoTopic", "true"), ("ContentBasedDeduplication", "true"), ("FifoThroughputScope", scope));
        var first = topic.Publish(new PublishRequest("m") { Group = "a" });
        _world.Simulation.AdvanceBy(seconds.Seconds);
        var second = topic.Publish(new PublishRequest("m") { Group = group });

        Assert.Equal(isDuplicate, first == second);
        Assert.Equal(isDuplicate ? 1 : 2, topic.Messages.Count);
    }

    [Fact]
    [Pins("SNS-FIFO-DUPLICATES")]
    public void An_id_that_is_the_content_hash_is_a_duplicate_too()
    {
        var topic = _world.Simulation.AddTopic("orders.fifo", deduplicatesByContent: true);
        var first = topic.Publish("Test Message with two attributes", group: "g");

        Assert.Equal(first, topic.Publish("other", group: "g", deduplicationId: "47f6d7e2c477469ad670ae3bfee60ed3e79080bb0105fc01a2805a50f8b21358"));
    }
}
