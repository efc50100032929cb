using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Functions;
using LambdaSim.Handlers.StandIns;
using LambdaSim.Tests.StandIns;
using LambdaSim.Wire.Codecs;
using LambdaSim.Wire.Sqs;

namespace LambdaSim.Tests.Endpoint;

/// <summary>Requests and answers of many small pieces: work grows with their size, not with its square. What is square here runs for minutes, and into the time limit.</summary>
public sealed class LargeInputTests
{
    private const int TimeLimit = 60_000;

    [Fact]
    public void A_form_takes_memory_by_its_size()
    {
        static long Allocated(int entries)
        {
            var body = Batch(entries);
            var request = new RequestParts("POST", "/") { Headers = [("Content-Type", "application/x-www-form-urlencoded")], Body = body };
            var before = GC.GetAllocatedBytesForCurrentThread();
            var input = new AwsQueryCodec(SqsShapes.Service).ReadRequest(SqsShapes.Operation("SendMessageBatch"), request, new WireWalk(maxValues: int.MaxValue));
            Assert.Equal(entries, input["Entries"]!.AsArray().Count);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(10);
        var (small, large) = (Allocated(5_000), Allocated(20_000));

        Assert.InRange((double)large / small, 3, 5);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_batch_of_200_000_entries_is_too_many_at_once()
    {
        using var world = new SqsWorld();
        await world.Create();

        var answer = await Task.Run(() => world.Query(Encoding.UTF8.GetString(Batch(200_000)), "/123456789012/orders"), TestContext.Current.CancellationToken);

        Assert.Equal(400, answer.Status);
        Assert.Contains("You have sent 200000.", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_whose_client_has_left_is_not_read_on()
    {
        using var world = new SqsWorld();
        await world.Create();
        var form = "Action=SendMessage&MessageBody=late&" + Encoding.UTF8.GetString(Batch(5_000)).Replace("SendMessageBatch&", "SendMessage&", StringComparison.Ordinal);

        var answer = await world.Send("/123456789012/orders", form, new CancellationToken(canceled: true), ("Content-Type", "application/x-www-form-urlencoded"));

        Assert.Equal("", answer.Body);
        Assert.Empty(world.Simulation.QueuesAt("123456789012", "us-east-1").Get("orders").Messages);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task A_callback_that_answers_with_400_000_levels_fails_its_call()
    {
        const int Levels = 400_000;
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", Levels)) + "1" + new string('}', Levels);

        var answer = await Task.Run(() => Called($$"""{"result":{{deep}}}"""), TestContext.Current.CancellationToken);

        Assert.Contains("nested deeper than 1001 levels", answer, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Towers_of_a_thousand_levels_side_by_side_are_read_as_fast_as_others()
    {
        var tower = new string('[', 990) + new string(']', 990);
        var towers = $$"""{"a":[{{string.Join(',', Enumerable.Repeat(tower, 3_000))}}]}""";

        var (result, waited) = await Task.Run(() => (Called($$"""{"result":{{towers}}}"""), StandInSamples.AnswerOf("failIf:b", towers)), TestContext.Current.CancellationToken);

        Assert.Equal((towers, towers), (result, waited));
    }

    [Theory]
    [InlineData(64, "nested deeper than 64 levels")]
    [InlineData(1000, "nested deeper than 1000 levels")]
    [Pins("HTTP-JSON")]
    public void A_document_may_have_so_many_levels_and_no_more(int depth, string problem)
    {
        Assert.Null(JsonText.ProblemOf(HostileJson.Nested(depth), depth));
        Assert.Contains(problem, JsonText.ProblemOf(HostileJson.Nested(depth + 1), depth), StringComparison.Ordinal);
        Assert.Contains(problem, JsonText.ProblemOf(HostileJson.Nested(2_000_000), depth), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AmazonSQS.ListQueues", "/")]
    [InlineData("", "/2015-03-31/functions")]
    [Pins("HTTP-JSON")]
    public async Task A_body_of_a_million_small_values_is_refused_before_it_takes_memory(string target, string path)
    {
        using var world = new ControlWorld();
        var body = Encoding.UTF8.GetBytes($$"""{"a":[{{string.Join(',', Enumerable.Repeat("[]", 1_000_000))}}]}""");

        var answer = await world.Send("POST", path, body, target.Length > 0 ? [("X-Amz-Target", target), CallerTests.Signed("123456789012", "us-east-1", "sqs")] : []);

        Assert.Equal(400, answer.Status);
        Assert.Contains("more names and values than any request needs", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_of_a_queue_is_no_longer_than_addresses_are()
    {
        using var world = new SqsWorld();

        var answer = await world.Json("PurgeQueue", $$"""{"QueueUrl":"{{string.Concat(Enumerable.Repeat("a/", 1_000_000))}}"}""");

        Assert.Equal(404, answer.Status);
        Assert.InRange(answer.Body.Length, 100, 3_000);
    }

    [Theory]
    [InlineData("All", true)]
    [InlineData(".*", true)]
    [InlineData("a.b", true)]
    [InlineData("a.*", true)]
    [InlineData("a.b.*", true)]
    [InlineData("a.bc.*", false)]
    [InlineData("b.*", false)]
    [InlineData("a", false)]
    public void Attributes_are_asked_for_by_name_or_by_prefix(string pattern, bool means) => Assert.Equal(means, new AttributePatterns([pattern]).Mean("a.b"));

    [Fact]
    public void A_zip_whose_entries_share_their_bytes_is_refused()
    {
        var zip = Shared(entries: 50, pieces: 10_000);

        Assert.Equal("Could not unzip uploaded file. Please check your file, then try to upload again.", Assert.Throws<InvalidParameterValueException>(() => ZipReader.Read(zip)).Message);
    }

    private static string Called(string answer)
    {
        using var simulation = new Simulation();
        return simulation.AddStandIn("http://127.0.0.1:9000/", callbacks: new FakeCallbacks(_ => new CallbackAnswer(200, Encoding.UTF8.GetBytes(answer), null))).InvokeText("{}").PayloadText;
    }

    private static byte[] Batch(int entries)
    {
        var form = new StringBuilder("Action=SendMessageBatch");
        for (var i = 1; i <= entries; i++)
        {
            form.Append(CultureInfo.InvariantCulture, $"&SendMessageBatchRequestEntry.{i}.Id=a");
        }

        return Encoding.UTF8.GetBytes(form.ToString());
    }

    // One deflated file of empty blocks, named by many entries: each would be read to its end, and none is longer than nothing.
    private static byte[] Shared(int entries, int pieces)
    {
        byte[] content = [.. Enumerable.Repeat<byte[]>([0, 0, 0, 0xff, 0xff], pieces).SelectMany(static b => b), 1, 0, 0, 0xff, 0xff];
        using var zip = new MemoryStream();
        Header(zip, 0x04034b50, content.Length, central: false);
        zip.Write(content);
        var directory = (int)zip.Length;
        for (var i = 0; i < entries; i++)
        {
            Header(zip, 0x02014b50, content.Length, central: true);
        }

        var size = (int)zip.Length - directory;
        Span<byte> end = stackalloc byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)entries);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)entries);
        BinaryPrimitives.WriteInt32LittleEndian(end[12..], size);
        BinaryPrimitives.WriteInt32LittleEndian(end[16..], directory);
        zip.Write(end);
        return zip.ToArray();
    }

    private static void Header(MemoryStream zip, uint mark, int compressed, bool central)
    {
        const int Local = 30, Central = 46;
        Span<byte> header = stackalloc byte[central ? Central : Local];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, mark);
        var from = central ? 2 : 0;
        BinaryPrimitives.WriteUInt16LittleEndian(header[(from + 8)..], 8);
        BinaryPrimitives.WriteInt32LittleEndian(header[(from + 18)..], compressed);
        BinaryPrimitives.WriteUInt16LittleEndian(header[(from + 26)..], 1);
        zip.Write(header);
        zip.Write("a"u8);
    }
}
