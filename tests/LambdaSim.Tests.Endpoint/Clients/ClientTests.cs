using System.Diagnostics;
using System.Text.Json;
using LambdaSim.AspNetCore;
using LambdaSim.Configuration;

namespace LambdaSim.Tests.Clients;

/// <summary>Unmodified AWS clients against the endpoint: their scripts stand in tests/clients.</summary>
public class ClientTests(ITestOutputHelper output)
{
    [Fact]
    public Task Boto3_works_against_the_endpoint() => Run(["/usr/bin/python3", "python3"], "-c \"import boto3\"", "boto3_client.py", "checks passed");

    [Fact]
    public Task Boto3_works_with_schedules_and_stores() => Run(
        ["/usr/bin/python3", "python3"],
        "-c \"import boto3\"",
        "boto3_stores.py",
        "checks passed",
        new Simulation(new SimulationOptions { World = new SimulationConfig { Start = Instant.FromUtc(2026, 3, 28, 0, 0) } }),
        new LambdaSimEndpointOptions { Clock = EndpointClock.Manual });

    [Fact]
    public Task Boto3_works_with_tables() => Run(
        ["/usr/bin/python3", "python3"],
        "-c \"import boto3\"",
        "boto3_tables.py",
        "checks passed",
        new Simulation(),
        new LambdaSimEndpointOptions { Clock = EndpointClock.Manual });

    [Fact]
    public Task Boto3_applies_compares_and_destroys_a_stack() => Run(
        ["/usr/bin/python3", "python3"],
        "-c \"import boto3\"",
        "boto3_stack.py",
        "checks passed",
        new Simulation(),
        new LambdaSimEndpointOptions { Clock = EndpointClock.Manual });

    [Fact]
    public Task Boto3_makes_and_removes_HTTP_front_ends()
    {
        var simulation = new Simulation();
        simulation.AddFunction("web", (JsonElement request) => new { statusCode = 200, multiValueHeaders = new Dictionary<string, string[]> { ["Set-Cookie"] = ["a=1", "b=2"] }, body = request.GetProperty("path").GetString() });
        return Run(["/usr/bin/python3", "python3"], "-c \"import boto3\"", "boto3_fronts.py", "checks passed", simulation);
    }

    [Fact]
    public Task Boto3_makes_calls_and_removes_HTTP_and_WebSocket_APIs()
    {
        var simulation = new Simulation();
        simulation.AddFunction("web", (JsonElement request) => request.GetProperty("rawPath").GetString());
        var chat = simulation.WebSocketApi("chat");
        simulation.AddFunction("echo", (JsonElement request) => new { statusCode = 200, body = request.GetProperty("body").GetString() });
        simulation.AddFunction("talk", async (string api) =>
        {
            var connection = await simulation.WebSocketApi(api).Connect();
            await connection.Send("hello");
            return new { connection = connection.Id, answer = await connection.Receive() };
        });
        simulation.AddFunction("join", async () => new { api = chat.Id, connection = (await chat.Connect()).Id });
        simulation.AddFunction("received", (string connection) => chat.Connection(connection)!.Received);
        return Run(["/usr/bin/python3", "python3"], "-c \"import boto3\"", "boto3_http_apis.py", "checks passed", simulation);
    }

    [Fact]
    public Task The_AWS_CLI_works_against_the_endpoint() => Run(["bash"], "-c \"aws --version\"", "aws_cli.sh", "checks passed");

    [Fact]
    public Task The_npm_client_works_against_the_endpoint() => Run(["node"], "-e \"require('@aws-sdk/client-lambda')\"", "npm_client.cjs", "all checks passed");

    [Theory]
    [InlineData("sqs")]
    [InlineData("s3")]
    public Task The_npm_clients_of_queues_and_buckets_feed_functions(string service) => Run(
        ["node"],
        $"-e \"require('@aws-sdk/client-lambda'); require('@aws-sdk/client-{service}')\"",
        $"npm_{service}.cjs",
        "all checks passed",
        new Simulation(),
        new LambdaSimEndpointOptions { Clock = EndpointClock.Manual });

    [Fact]
    public Task Boto3_works_with_streams() => Run(
        ["/usr/bin/python3", "python3"],
        "-c \"import boto3\"",
        "boto3_streams.py",
        "checks passed",
        new Simulation(),
        new LambdaSimEndpointOptions { Clock = EndpointClock.Manual });

    [Fact]
    public Task The_npm_client_of_streams_speaks_JSON_and_reads_events_and_a_Java_client_speaks_CBOR() => Run(
        ["node"],
        "-e \"require('@aws-sdk/client-kinesis'); require('cbor')\"",
        "npm_kinesis.cjs",
        "all checks passed",
        new Simulation(),
        new LambdaSimEndpointOptions { Clock = EndpointClock.Manual });

    [Fact]
    public Task Random_requests_to_streams_are_answered_as_kinesalite_answers_them() => Run(["node"], "-e \"require('kinesalite')\"", "kinesalite.cjs", "all checks passed");

    [Fact]
    public Task Boto3_keeps_objects_in_buckets() => Run(["/usr/bin/python3", "python3"], "-c \"import boto3\"", "boto3_s3.py", "checks passed");

    [Fact]
    public Task The_AWS_CLI_copies_and_syncs_folders() => Run(["bash"], "-c \"aws --version\"", "aws_s3.sh", "checks passed");

    private async Task Run(string[] programs, string probe, string script, string expected, Simulation? simulation = null, LambdaSimEndpointOptions? options = null)
    {
        var program = programs.FirstOrDefault(p => Works(p, probe));
        if (program is null)
        {
            // A machine of the project's own has them: .ci/run installs them.
            Assert.True(Environment.GetEnvironmentVariable("CI") is null, $"{script}: the client is not installed");
            Assert.Skip($"{script}: the client is not installed (see .ci/run for how)");
        }

        await using var server = await EndpointServer.Start(simulation ?? new Simulation(), options);
        var (code, told) = await Start(program, $"\"{Path(script)}\" {server.Address.ToString().TrimEnd('/')}");
        output.WriteLine(told);

        Assert.True(code == 0, told);
        Assert.Contains(expected, told, StringComparison.Ordinal);
    }

    private static bool Works(string program, string probe)
    {
        try
        {
            return Start(program, probe).GetAwaiter().GetResult().Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Told)> Start(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var standard = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await standard + await error);
    }

    private static string Path(string script)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.Path.Combine(folder.FullName, "tests", "clients", script) is var path && File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException(script);
    }
}
