using System.Buffers.Binary;
using System.Text;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Endpoint;

/// <summary>The three ways to run a function over HTTP.</summary>
public sealed class InvokeEndpointTests : IDisposable
{
    private const string Sync = "/2015-03-31/functions/fn/invocations";
    private const string Streamed = "/2021-11-15/functions/fn/response-streaming-invocations";
    private const string Id = "11111111-2222-4333-8444-555555555555";

    private readonly EndpointWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("HTTP-INVOKE")]
    public async Task A_request_is_passed_on_with_all_it_says()
    {
        Answers(200, "{}");

        await _world.Send("POST", "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Afn/invocations?Qualifier=%24LATEST", """{"a": 1}""",
            ("x-amz-invocation-type", "Event"), ("X-Amz-Log-Type", "Tail"), ("X-Amz-Client-Context", "e30="), ("X-Amz-Tenant-Id", "t"));

        var (address, request) = Assert.Single(_world.Loop.Invoked);
        Assert.Equal(new ServiceAddress("123456789012", "us-east-1"), address);
        Assert.Equal(("arn:aws:lambda:us-east-1:123456789012:function:fn", "$LATEST", "Event", "Tail", "e30=", "t"),
            (request.FunctionName, request.Qualifier, request.InvocationType, request.LogType, request.ClientContext, request.TenantId));
        Assert.Equal("""{"a": 1}""", Encoding.UTF8.GetString(request.Payload.Span));
    }

    [Fact]
    public async Task What_a_request_does_not_say_is_not_there()
    {
        Answers(200, "{}");

        await _world.Send("POST", Sync);

        Assert.Equal(new InvokeRequest { FunctionName = "fn" }, Assert.Single(_world.Loop.Invoked).Request);
    }

    [Fact]
    [Pins("HTTP-ID")]
    public async Task An_answer_has_the_functions_bytes_and_its_headers()
    {
        _world.Loop.OnInvoke = static _ => Answer(200, " {\"b\": 2}") with { ExecutedVersion = "$LATEST", FunctionError = "Unhandled", LogResult = "bG9n" };

        var answer = await _world.Send("POST", Sync);

        Assert.Equal((200, " {\"b\": 2}", "application/json"), (answer.Status, answer.Text, answer.ContentType));
        Assert.Equal((Id, "$LATEST", "Unhandled", "bG9n"),
            (answer.Header("x-amzn-requestid"), answer.Header("x-amz-executed-version"), answer.Header("x-amz-function-error"), answer.Header("x-amz-log-result")));
    }

    [Theory]
    [InlineData(202)]
    [InlineData(204)]
    [Pins("HTTP-INVOKE")]
    public async Task An_event_and_a_dry_run_are_answered_without_a_body(int status)
    {
        Answers(status, "");

        var answer = await _world.Send("POST", Sync);

        Assert.Equal((status, 0, Id), (answer.Status, answer.Body.Length, answer.Header("x-amzn-requestid")));
        Assert.DoesNotContain(answer.Headers, static h => h.Key.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/2014-11-13/functions/fn/invoke-async")]
    [InlineData("/2014-11-13/functions/fn/invoke-async/")]
    [Pins("HTTP-INVOKE")]
    public async Task The_old_asynchronous_invocation_is_an_event(string path)
    {
        Answers(202, "");

        var answer = await _world.Send("POST", path, "{}");

        Assert.Equal((202, """{"Status":202}"""), (answer.Status, answer.Text));
        Assert.Equal("Event", Assert.Single(_world.Loop.Invoked).Request.InvocationType);
    }

    [Fact]
    [Pins("HTTP-STREAM")]
    public async Task A_streamed_answer_is_a_chunk_and_a_completion()
    {
        _world.Loop.OnInvoke = static _ => Answer(200, "\"result\"") with { ExecutedVersion = "3", LogResult = "bG9n" };

        var answer = await _world.Send("POST", Streamed);

        Assert.Equal((200, "application/vnd.amazon.eventstream", "3"), (answer.Status, answer.ContentType, answer.Header("x-amz-executed-version")));
        Assert.Equal(
            [
                ":event-type=PayloadChunk,:content-type=application/octet-stream,:message-type=event \"result\"",
                ":event-type=InvokeComplete,:content-type=application/json,:message-type=event {\"LogResult\":\"bG9n\"}",
            ],
            Messages(answer.Body));
    }

    [Fact]
    [Pins("HTTP-STREAM")]
    public async Task A_failure_stands_in_the_completion_of_a_stream()
    {
        _world.Loop.OnInvoke = static _ => Answer(200, """{"errorType":"E"}""") with { FunctionError = "Unhandled" };

        var answer = await _world.Send("POST", Streamed);

        Assert.Equal([""":event-type=InvokeComplete,:content-type=application/json,:message-type=event {"ErrorCode":"Unhandled","ErrorDetails":"{\"errorType\":\"E\"}"}"""], Messages(answer.Body));
        Assert.False(answer.Headers.ContainsKey("X-Amz-Function-Error"));
    }

    [Fact]
    [Pins("HTTP-STREAM")]
    public async Task A_stream_may_be_tried_but_not_queued()
    {
        Answers(204, "");

        Assert.Equal((204, 0), (await _world.Send("POST", Streamed, "", ("X-Amz-Invocation-Type", "DryRun"))) is var dry ? (dry.Status, dry.Body.Length) : default);
        Assert.Equal("ValidationException", (await _world.Send("POST", Streamed, "", ("X-Amz-Invocation-Type", "Event"))).ErrorType);
        Assert.Single(_world.Loop.Invoked);
    }

    [Fact]
    public async Task A_durable_execution_is_refused()
    {
        var answer = await _world.Send("POST", Sync, "", ("X-Amz-Durable-Execution-Name", "d"));

        Assert.Equal((501, "UnsupportedOperationException"), (answer.Status, answer.ErrorType));
        Assert.Empty(_world.Loop.Invoked);
    }

    private static InvokeResponse Answer(int status, string payload) => new() { StatusCode = status, RequestId = Id, Payload = Encoding.UTF8.GetBytes(payload) };

    private void Answers(int status, string payload) => _world.Loop.OnInvoke = _ => Answer(status, payload);

    // Read as the encoding is documented, checksums included.
    private static List<string> Messages(byte[] stream)
    {
        List<string> messages = [];
        for (var rest = stream.AsSpan(); !rest.IsEmpty;)
        {
            var total = BinaryPrimitives.ReadInt32BigEndian(rest);
            var headers = BinaryPrimitives.ReadInt32BigEndian(rest[4..]);
            Assert.Equal(Sum(rest[..8]), BinaryPrimitives.ReadUInt32BigEndian(rest[8..]));
            Assert.Equal(Sum(rest[..(total - 4)]), BinaryPrimitives.ReadUInt32BigEndian(rest[(total - 4)..]));
            messages.Add($"{Headers(rest.Slice(12, headers))} {Encoding.UTF8.GetString(rest[(12 + headers)..(total - 4)])}");
            rest = rest[total..];
        }

        return messages;
    }

    private static string Headers(ReadOnlySpan<byte> bytes)
    {
        List<string> headers = [];
        while (!bytes.IsEmpty)
        {
            var name = Encoding.UTF8.GetString(bytes.Slice(1, bytes[0]));
            bytes = bytes[(1 + bytes[0])..];
            Assert.Equal(7, bytes[0]);
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]);
            headers.Add($"{name}={Encoding.UTF8.GetString(bytes.Slice(3, length))}");
            bytes = bytes[(3 + length)..];
        }

        return string.Join(',', headers);
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var b in bytes)
        {
            sum ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
            }
        }

        return ~sum;
    }
}
