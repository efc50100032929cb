using System.Text.Json.Nodes;

namespace LambdaSim.Tests.RuntimeApi;

/// <summary>Real processes in other languages (tests/clients/runtime), started as a user starts them.</summary>
public sealed class RuntimeClientTests
{
    [Theory]
    [InlineData("node", "runtime.mjs")]
    [InlineData("python3", "runtime.py")]
    public async Task A_process_serves_calls_errors_and_concurrency(string program, string script)
    {
        using var world = new RuntimeWorld();
        using var one = await StartedRuntime.Start(world, program, script);
        using var two = await StartedRuntime.Start(world, program, script);

        var both = await Task.WhenAll(world.Invoke("""{"id":1}"""), world.Invoke("""{"id":2}"""));
        var failed = await world.Invoke("""{"fail":"no"}""");
        var answers = both.Select(a => JsonNode.Parse(RuntimeWorld.Text(a))!).ToList();

        Assert.Equal([1, 2], answers.Select(a => (int)a["event"]!["id"]!));
        Assert.All(answers, a => Assert.Equal(("true", "1", "arn:aws:lambda:us-east-1:123456789012:function:orders"), (a["inTime"]!.ToJsonString(), a["calls"]!.ToJsonString(), (string?)a["arn"])));
        Assert.Equal(("Unhandled", "no"), (failed.FunctionError, (string?)JsonNode.Parse(RuntimeWorld.Text(failed))!["errorMessage"]));
    }

    [Fact]
    public async Task A_process_that_exits_fails_its_call_and_another_takes_its_place()
    {
        using var world = new RuntimeWorld();
        using var one = await StartedRuntime.Start(world, "node", "runtime.mjs");

        var left = await world.Invoke("""{"exit":1}""");
        using var two = await StartedRuntime.Start(world, "node", "runtime.mjs");
        var after = await world.Invoke("""{}""");

        Assert.Contains("Runtime.ExitError", RuntimeWorld.Text(left), StringComparison.Ordinal);
        Assert.Contains("\"calls\":1", RuntimeWorld.Text(after), StringComparison.Ordinal);
    }
}
