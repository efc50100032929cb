using System.Text.RegularExpressions;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>The event that a function gets, letter for letter.</summary>
public sealed partial class SqsEventTests : IDisposable
{
    private readonly MappedWorld _world = new();
    private readonly List<string> _events = [];

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("ESM-SQS-EVENT")]
    public void A_record_has_its_members_in_AWSs_order()
    {
        var queue = _world.Queue();
        Reader().On(queue);
        queue.Put("say \"hi\"\n");
        _world.Simulation.RunUntilIdle();

        Assert.Equal("""
            {"Records":[{"messageId":"ID","receiptHandle":"HANDLE","body":"say \"hi\"\n","attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1767225600000","SenderId":"AIDALAMBDASIM00000000","ApproximateFirstReceiveTimestamp":"1767225600000"},"messageAttributes":{},"md5OfBody":"29e0ca6b0e8c3b2d1bd8b8a9a6b9a1a7","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-1:123456789012:orders","awsRegion":"us-east-1"}]}
            """.Replace("29e0ca6b0e8c3b2d1bd8b8a9a6b9a1a7", MessageDigest.OfBody("say \"hi\"\n"), StringComparison.Ordinal), Assert.Single(_events));
    }

    [Fact]
    [Pins("ESM-SQS-EVENT", "ESM-BATCH")]
    public void Only_quotes_backslashes_and_control_characters_are_escaped_and_bytes_are_counted_so()
    {
        const string Said = "\"\\\t\u007f\u00e9\u2028\ud83d\ude00<&'";
        var queue = _world.Queue();
        Reader().On(queue);
        queue.Put(Said);
        _world.Simulation.RunUntilIdle();

        Assert.Contains($"\"body\":\"{Said.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\t", @"\t", StringComparison.Ordinal)}\"", Assert.Single(_events), StringComparison.Ordinal);
        var length = default(LambdaSim.Neighbours.JsonLength);
        length.Quoted(Said + "\u0001");
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        new LambdaSim.Neighbours.JsonBytes(bytes).Quoted(Said + "\u0001");
        Assert.Equal(bytes.WrittenCount, length.Bytes);
    }

    [Fact]
    [Pins("ESM-BATCH")]
    public void The_largest_message_is_delivered_whatever_its_characters()
    {
        var queue = _world.Queue();
        var mapping = _world.Simulation.AddFunction("import", 1.Seconds).On(queue);
        queue.Put(new string('\u007f', 1_048_576));
        queue.Put(new string('"', 1_048_576));
        _world.Simulation.RunUntilIdle();

        Assert.Equal(2, mapping.Figures.Deleted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Pins("ESM-BATCH")]
    public void A_message_whose_event_alone_is_too_large_fails_until_it_is_a_dead_letter(bool hasCode)
    {
        var dead = _world.Queue("dead");
        var queue = _world.Queue("orders", ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{dead.Arn}}","maxReceiveCount":"2"}"""));
        var mapping = (hasCode ? Reader() : _world.Simulation.AddFunction("import", 1.Seconds)).On(queue);
        var attributes = new SortedDictionary<string, MessageAttribute>(StringComparer.Ordinal) { ["a"] = new("String", new string('\u0001', 1_048_568)) };
        queue.Send(new SendRequest("b") { Attributes = attributes });
        _world.Simulation.RunUntilIdle();

        Assert.Equal((1, 0, 2), (dead.Count, queue.Count, mapping.Figures.FailedInvoke));
        Assert.Empty(_events);
    }

    [Theory]
    [InlineData(0, "\"messageAttributes\":{},\"md5OfBody\"")]
    [InlineData(1, "\"messageAttributes\":{},\"md5OfMessageAttributes\":null,\"md5OfBody\"")]
    [Pins("ESM-SQS-EVENT")]
    public void The_digest_of_no_attributes_is_null_with_a_window_and_absent_without(int window, string expected)
    {
        var queue = _world.Queue();
        Reader().On(queue, window: window.Seconds);
        queue.Put("a");
        _world.Simulation.RunUntilIdle();

        Assert.Contains(expected, Assert.Single(_events), StringComparison.Ordinal);
    }

    [Fact]
    [Pins("ESM-SQS-EVENT")]
    public void Attributes_of_a_message_have_type_value_and_digest()
    {
        var queue = _world.Queue();
        Reader().On(queue);
        var attributes = new SortedDictionary<string, MessageAttribute>(StringComparer.Ordinal) { ["key"] = new("Binary", "AQI="), ["tenant"] = new("String", "acme") };
        queue.Send(new SendRequest("a") { Attributes = attributes });
        _world.Simulation.RunUntilIdle();

        Assert.Contains(
            """"messageAttributes":{"key":{"binaryValue":"AQI=","stringListValues":[],"binaryListValues":[],"dataType":"Binary"},"tenant":{"stringValue":"acme","stringListValues":[],"binaryListValues":[],"dataType":"String"}},"md5OfMessageAttributes":""""
                + $"\"{MessageDigest.OfAttributes(attributes)}\",\"md5OfBody\"",
            Assert.Single(_events), StringComparison.Ordinal);
    }

    [Fact]
    [Pins("ESM-SQS-EVENT")]
    public void A_message_of_a_FIFO_queue_tells_group_number_and_deduplication_id()
    {
        var queue = _world.Queue("orders.fifo");
        Reader().On(queue);
        queue.PutInGroups("g/1");
        _world.Simulation.RunUntilIdle();

        Assert.Matches(
            "\"attributes\":\\{\"ApproximateReceiveCount\":\"1\",\"SentTimestamp\":\"[0-9]+\",\"SequenceNumber\":\"[0-9]+\",\"MessageGroupId\":\"g\",\"SenderId\":\"[^\"]+\",\"MessageDeduplicationId\":\"g-1\",\"ApproximateFirstReceiveTimestamp\":\"[0-9]+\"\\}",
            Assert.Single(_events));
    }

    [Fact]
    [Pins("ESM-SQS-EVENT")]
    public void A_message_from_a_dead_letter_queue_names_the_queue_that_gave_it_up()
    {
        var dead = _world.Queue("dead");
        var queue = _world.Queue("orders", ("VisibilityTimeout", "5"), ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{dead.Arn}}","maxReceiveCount":1}"""));
        _world.Reader(static _ => throw new FormatException("never"), name: "fails").On(queue);
        Reader().On(dead);
        queue.Put("a");
        _world.Simulation.RunUntilIdle();

        Assert.Contains("\"attributes\":{\"DeadLetterQueueSourceArn\":\"arn:aws:sqs:us-east-1:123456789012:orders\",\"ApproximateReceiveCount\":\"2\"", Assert.Single(_events), StringComparison.Ordinal);
    }

    // The size decides where a batch ends, and is what a modelled function is sent.
    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("\"quotes\" \\ and \t tabs\r\n")]
    [InlineData("Grüße, 東京, 🚀")]
    [InlineData("\u007f\u0085\ue000\ufffd")]
    [Pins("ESM-BATCH")]
    public void The_size_of_an_event_is_the_number_of_its_bytes(string body)
    {
        var queue = _world.Queue("orders.fifo");
        var bytes = new List<int>();
        _world.Simulation.AddFunction("import", (Stream sqs) =>
        {
            using var copy = new MemoryStream();
            sqs.CopyTo(copy);
            bytes.Add((int)copy.Length);
        }).On(queue);
        var modelled = _world.Simulation.AddFunction("modelled", 1.Seconds);
        queue.Send(new SendRequest(body + ".") { Group = "g", DeduplicationId = "d" });
        _world.Simulation.RunUntilIdle();
        _world.Simulation.Mappings[0].Delete();
        modelled.On(queue);
        queue.Send(new SendRequest(body + ".") { Group = "g", DeduplicationId = "e" });
        _world.Simulation.RunUntilIdle();

        Assert.Equal(_world.Simulation.Log.Where(static e => e.Kind == LambdaSim.Events.EventKind.Arrived).Select(static e => (int)e.Value), [bytes[0], bytes[0]]);
    }

    private Function Reader() => _world.Simulation.AddFunction("import", (Stream sqs) =>
    {
        using var reader = new StreamReader(sqs);
        _events.Add(Drawn().Replace(reader.ReadToEnd(), static m => $"\"{m.Groups["name"].Value}\":\"{(m.Groups["name"].Value == "messageId" ? "ID" : "HANDLE")}\""));
    });

    [GeneratedRegex("\"(?<name>messageId|receiptHandle)\":\"[^\"]+\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Drawn();
}
