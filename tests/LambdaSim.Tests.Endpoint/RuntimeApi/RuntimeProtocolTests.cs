using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LambdaSim.Tests.RuntimeApi;

/// <summary>What a process sees of the Lambda Runtime API (rule CTL-RUNTIME-API).</summary>
public sealed class RuntimeProtocolTests
{
    [Fact]
    [Pins("CTL-RUNTIME-API")]
    public async Task A_process_gets_the_event_with_its_headers_and_the_caller_its_answer()
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();
        var before = DateTimeOffset.UtcNow;

        var called = world.Invoke("""{"id":7}""", clientContext: """{"custom": {"é": 1}}""");
        var polled = await process.Polled;
        var told = await process.Respond(polled.Id, """{ "done" : true }""");
        var answer = await called;

        Assert.Equal((HttpStatusCode.OK, """{"id":7}"""), (polled.Status, polled.Body));
        Assert.Equal(answer.RequestId, polled.Id);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:orders", polled.Headers["Lambda-Runtime-Invoked-Function-Arn"]);
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:1$", polled.Headers["Lambda-Runtime-Trace-Id"]);
        Assert.Equal("""{"custom":{"\u00E9":1}}""", polled.Headers["Lambda-Runtime-Client-Context"]);
        var deadline = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(polled.Headers["Lambda-Runtime-Deadline-Ms"], CultureInfo.InvariantCulture));
        Assert.InRange(deadline, before.AddSeconds(899.9), DateTimeOffset.UtcNow.AddSeconds(900));
        Assert.Equal((202, """{"status":"OK"}"""), (told.Status, told.Text));
        Assert.Equal((200, null, """{ "done" : true }"""), (answer.StatusCode, answer.FunctionError, RuntimeWorld.Text(answer)));
    }

    [Fact]
    public async Task An_error_is_handed_on_byte_by_byte()
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();
        var called = world.Invoke();
        const string Document = """{"errorMessage" : "no", "errorType":"TypeError","trace":["at x"]}""";

        var told = await process.Fail((await process.Polled).Id, Document);
        var answer = await called;

        Assert.Equal((202, "Unhandled", Document), (told.Status, answer.FunctionError, RuntimeWorld.Text(answer)));
    }

    [Fact]
    public async Task An_error_without_a_document_has_the_type_of_its_header()
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();
        var called = world.Invoke();

        await process.Fail((await process.Polled).Id, "", "Handler.Broken");

        Assert.Equal("""{"errorType":"Handler.Broken","errorMessage":""}""", RuntimeWorld.Text(await called));
    }

    [Fact]
    public async Task Whatever_a_process_reports_as_its_error_ends_the_call()
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();
        foreach (var document in Endpoint.HostileJson.Of("""{"errorType":"E","errorMessage":"m"}"""))
        {
            var called = world.Invoke();
            var polled = await process.Polled;
            var content = new ByteArrayContent(document);
            content.Headers.Add("Lambda-Runtime-Function-Error-Type", "Handler.Broken");
            var told = await process.Post($"invocation/{polled.Id}/error", content);
            process.Poll();

            Assert.Equal((202, "Unhandled"), (told.Status, (await called).FunctionError));
        }
    }

    [Fact]
    public async Task An_error_that_is_no_UTF_8_has_the_type_of_its_header()
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();
        var called = world.Invoke();

        var content = new ByteArrayContent([.. "{\"errorType\":\""u8, 0xff, .. "\"}"u8]);
        content.Headers.Add("Lambda-Runtime-Function-Error-Type", "Handler.Broken");
        var told = await process.Post($"invocation/{(await process.Polled).Id}/error", content);

        Assert.Equal((202, """{"errorType":"Handler.Broken","errorMessage":""}"""), (told.Status, RuntimeWorld.Text(await called)));
    }

    [Fact]
    public async Task A_client_context_with_half_a_surrogate_pair_reaches_the_process()
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();
        var called = world.Invoke(clientContext: """{"custom":{"a":"\ud800"}}""");

        var polled = await process.Polled;
        await process.Respond(polled.Id, "1");

        Assert.Equal(("""{"custom":{"a":"\ud800"}}""", "1"), (polled.Headers["Lambda-Runtime-Client-Context"], RuntimeWorld.Text(await called)));
    }

    [Theory]
    [InlineData("80000000")]
    [InlineData("ffffffffffffffffff")]
    [InlineData("zz")]
    public async Task A_chunk_that_is_none_is_a_bad_request(string size)
    {
        using var world = new RuntimeWorld();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPEndPoint.Parse(world.At("orders").Address), TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /2018-06-01/runtime/init/error HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{size}\r\n"), TestContext.Current.CancellationToken);

        var answer = await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("\"errorType\":\"BadRequest\"}", answer, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("CTL-RUNTIME-API")]
    public async Task An_event_is_answered_once_and_by_its_own_id()
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();
        var called = world.Invoke();
        var id = (await process.Polled).Id;

        var wrong = await process.Respond("00000000-0000-0000-0000-000000000000", "2");
        var right = await process.Respond(id, "3");
        var second = await process.Respond(id, "4");

        Assert.Equal((400, 202, 403), (wrong.Status, right.Status, second.Status));
        Assert.Equal("""{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}""", wrong.Text);
        Assert.Contains("\"errorType\":\"InvalidStateTransition\"", second.Text, StringComparison.Ordinal);
        Assert.Equal("3", RuntimeWorld.Text(await called));
    }

    [Fact]
    public async Task A_process_with_an_event_may_not_poll()
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();
        var called = world.Invoke();
        var id = (await process.Polled).Id;

        var again = await process.Next();
        await process.Respond(id, "1");
        await called;

        Assert.Equal(HttpStatusCode.Forbidden, again.Status);
    }

    [Fact]
    [Pins("CTL-RUNTIME-API")]
    public async Task A_response_over_the_limit_is_refused_and_the_caller_told()
    {
        using var world = new RuntimeWorld(1000, "orders");
        await world.Ask(s => s.Lambda.UpdateFunctionConfiguration(new LambdaSim.Functions.Model.UpdateFunctionConfigurationRequest { FunctionName = "orders", Timeout = 900 }));
        using var process = await world.Polling();
        var called = world.Invoke();

        var told = await process.Respond((await process.Polled).Id, new string('1', 6_291_557));
        var answer = await called;

        Assert.Equal(413, told.Status);
        Assert.Contains("RequestEntityTooLarge", told.Text, StringComparison.Ordinal);
        Assert.Contains("Function.ResponseSizeTooLarge", RuntimeWorld.Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_streamed_response_is_handed_on_whole()
    {
        Assert.Equal("onetwo", await Streamed("3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"));
    }

    [Fact]
    public async Task A_streamed_response_may_end_in_an_error()
    {
        var document = Convert.ToBase64String("""{"errorType":"Late","errorMessage":"no"}"""u8);
        Assert.Equal(
            """{"errorType":"Late","errorMessage":"no"}""",
            await Streamed($"3\r\none\r\n0\r\nLambda-Runtime-Function-Error-Type: Late\r\nLambda-Runtime-Function-Error-Body: {document}\r\n\r\n"));
    }

    [Theory]
    [InlineData("2018-06-01/runtime/nothing", 404)]
    [InlineData("2018-06-01/runtime/init/error", 405)]
    [InlineData("other", 404)]
    public async Task What_it_has_not_is_refused(string path, int status)
    {
        using var world = new RuntimeWorld();
        using var client = new HttpClient();

        var answer = await client.GetAsync($"http://{world.At("orders").Address}/{path}", TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    // By hand, for its chunks and trailers.
    private static async Task<string> Streamed(string chunks)
    {
        using var world = new RuntimeWorld();
        using var process = await world.Polling();
        var called = world.Invoke();
        var id = (await process.Polled).Id;
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPEndPoint.Parse(world.At("orders").Address), TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST /2018-06-01/runtime/invocation/{id}/response HTTP/1.1\r\nHost: localhost\r\nLambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\nTrailer: Lambda-Runtime-Function-Error-Type\r\n\r\n{chunks}"),
            TestContext.Current.CancellationToken);
        return RuntimeWorld.Text(await called);
    }
}
