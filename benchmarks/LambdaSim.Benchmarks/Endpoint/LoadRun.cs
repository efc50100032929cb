using System.Globalization;

namespace LambdaSim.Benchmarks.Endpoint;

/// <summary>Invocations of a stand-in at a fixed rate.</summary>
internal sealed class LoadRun(EndpointServer server, double rate, double seconds, int connections)
{
    private const string Function = "load";

    private readonly byte[] _payload = [.. """{"key1":"value1","key2":"value2","key3":"value3"}"""u8];

    public async Task<bool> Run()
    {
        using var client = new ApiClient(server.Address, connections);
        (await client.Create(Function, ApiClient.StandIn("""{"standIn":1,"behavior":"echo"}""")).ConfigureAwait(false)).Require(201);

        // Compiled code, open connections: what a minute of load has anyway after its first second.
        var before = new OpenLoop(rate / 2, 2);
        await before.Run(_ => Invoke(client)).ConfigureAwait(false);
        var first = await server.Use().ConfigureAwait(false);
        var loop = new OpenLoop(rate, seconds);
        await loop.Run(_ => Invoke(client)).ConfigureAwait(false);
        var last = await server.Use().ConfigureAwait(false);
        Print(loop, first, last);
        return loop.Errors + before.Errors == 0 && loop.Answered == loop.Sent;
    }

    private void Print(OpenLoop loop, ServerUse first, ServerUse last)
    {
        var l = loop.Latencies(0.5, 0.9, 0.99, 0.999, 1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            sent {loop.Sent}, answered {loop.Answered}, errors {loop.Errors}, over {connections} connections
            rate {loop.Answered / loop.Took:0} per second, {rate:0} asked for
            latency ms: p50 {l[0]:0.00}, p90 {l[1]:0.00}, p99 {l[2]:0.00}, p99.9 {l[3]:0.00}, max {l[4]:0.00}
            server: {(last.Cpu - first.Cpu).TotalSeconds / loop.Took * 100:0} % of a processor, {(last.Cpu - first.Cpu).TotalMicroseconds / loop.Sent:0} µs a call; working set {last.WorkingSetBytes / 1e6:0} MB, heap {first.HeapBytes / 1e6:0.0} -> {last.HeapBytes / 1e6:0.0} MB
            """));
    }

    private async Task Invoke(ApiClient client)
    {
        var answer = (await client.Invoke(Function, _payload).ConfigureAwait(false)).Require(200);
        if (answer.IsFunctionError || !answer.Body.AsSpan().SequenceEqual(_payload))
        {
            throw new InvalidOperationException("the answer is not the payload");
        }
    }
}
