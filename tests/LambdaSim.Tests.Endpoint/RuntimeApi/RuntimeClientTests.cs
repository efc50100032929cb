using System.Diagnostics;
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
        using var one = await Start(world, program, script);
        using var two = await Start(world, program, script);

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
        using var one = await Start(world, "node", "runtime.mjs");

        var left = await world.Invoke("""{"exit":1}""");
        using var two = await Start(world, "node", "runtime.mjs");
        var after = await world.Invoke("""{}""");

        Assert.Contains("Runtime.ExitError", RuntimeWorld.Text(left), StringComparison.Ordinal);
        Assert.Contains("\"calls\":1", RuntimeWorld.Text(after), StringComparison.Ordinal);
    }

    private static async Task<Started> Start(RuntimeWorld world, string program, string script)
    {
        var before = (await world.At("orders").Count()).Free;
        var start = new ProcessStartInfo(program, Path.Combine(AppContext.BaseDirectory, "runtime", script)) { UseShellExecute = false };
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = world.At("orders").Address;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") is null)
        {
            Assert.Skip($"{program} is not installed");
            throw;
        }

        var started = new Started(process);
        await RuntimeWorld.Until(async () => process.HasExited ? throw new InvalidOperationException($"{program} ended with {process.ExitCode}") : (await world.At("orders").Count()).Free > before);
        return started;
    }

    private sealed class Started(Process process) : IDisposable
    {
        public void Dispose()
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
    }
}
