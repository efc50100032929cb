using System.Text.Json;
using LambdaSim.Deployed;
using LambdaSim.Units;

namespace LambdaSim.Tests.Deployed;

/// <summary>What a process sees of its machine. The handlers are in this assembly: a private copy of it is woven.</summary>
public sealed class ProcessTests
{
    [Theory]
    [InlineData(128, 2)]
    [InlineData(3_008, 2)]
    [InlineData(10_240, 6)]
    [Pins("DEP-CORES")]
    public void Memory_buys_cores(int memory, int cores)
    {
        using var simulation = new Simulation(seed: 1);
        var function = simulation.AddDeployed<SeesMachine>("f", f => f with { MemoryMb = memory });

        Assert.Equal(cores, Answer(function.Invoke("")).GetProperty("Cores").GetInt32());
    }

    [Fact]
    public void The_machine_is_Lambdas()
    {
        using var simulation = new Simulation(seed: 1);
        var answer = Answer(simulation.AddDeployed<SeesMachine>("f", f => f with { Runtime = "dotnet10" }).Invoke(""));

        Assert.Equal("/var/task", answer.GetProperty("Folder").GetString());
        Assert.Equal("sbx_user1051", answer.GetProperty("User").GetString());
        Assert.Equal("UTC", answer.GetProperty("Zone").GetString());
        Assert.Equal("dotnet10", answer.GetProperty("Runtime").GetString());
        Assert.StartsWith("Root=1-", answer.GetProperty("Trace").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(Environment.ProcessId, answer.GetProperty("Id").GetInt32());
    }

    [Fact]
    public void A_variable_that_code_sets_stays_for_its_process_alone()
    {
        using var simulation = new Simulation(seed: 1);
        var function = simulation.AddDeployed<SetsVariable>("f");

        Assert.Equal(["\"\"", "\"a\""], new[] { "a", "b" }.Select(value => function.Invoke(value).PayloadText));
        Assert.Null(Environment.GetEnvironmentVariable(SetsVariable.Name));
    }

    [Fact]
    public void Exit_ends_the_process_and_not_the_test()
    {
        using var simulation = new Simulation(seed: 1);
        var function = simulation.AddDeployed<Exits>("f");
        var result = function.Invoke(3);

        Assert.Equal("Runtime.ExitError", result.Error!.Type);
        Assert.True(function.Invoke(0).Succeeded);
    }

    [Fact]
    public void Work_in_the_background_freezes_with_the_environment()
    {
        using var simulation = new Simulation(seed: 1);
        var function = simulation.AddDeployed<Background>("f");
        var first = function.Invoke("");
        simulation.AdvanceBy(1.Minutes);
        var second = function.Invoke("");

        Assert.Equal(["0", "1"], new[] { first, second }.Select(r => r.PayloadText));
    }

    [Fact]
    public void What_stays_real_is_listed_with_its_place()
    {
        using var simulation = new Simulation(seed: 1);
        simulation.AddDeployed<MakesKey>("f");

        Assert.Contains(simulation.Unsimulated, line => line.Contains("System.Security.Cryptography.RSA.Create in LambdaSim.Tests.Deployed.MakesKey.Handle", StringComparison.Ordinal));
    }

    [Fact]
    public void Functions_that_are_created_over_the_API_run_it_too()
    {
        using var simulation = new Simulation(seed: 1);
        simulation.AddDeployedHandler("f", Path.GetDirectoryName(typeof(MakesKey).Assembly.Location)!, $"{typeof(MakesKey).Assembly.GetName().Name}::{typeof(MakesKey).FullName}::Handle");
        var lambda = simulation.Lambda;
        lambda.CreateFunction(new() { FunctionName = "f", Runtime = "dotnet10", Handler = "A::B::C", Role = "arn:aws:iam::123456789012:role/r", Code = new() { ZipFile = Zip() } });

        Assert.Equal("2048"u8, simulation.Run(() => lambda.InvokeAsync(new() { FunctionName = "f", Payload = "\"\""u8.ToArray() })).Payload.Span);
        Assert.Contains(simulation.Unsimulated, line => line.Contains("RSA.Create in LambdaSim.Tests.Deployed.MakesKey.Handle", StringComparison.Ordinal));
    }

    private static byte[] Zip()
    {
        using var buffer = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(buffer, System.IO.Compression.ZipArchiveMode.Create))
        {
            zip.CreateEntry("A.dll");
        }

        return buffer.ToArray();
    }

    private static JsonElement Answer(InvokeResult result)
    {
        Assert.True(result.Succeeded, result.PayloadText);
        return JsonDocument.Parse(result.PayloadText).RootElement;
    }
}

public sealed class SeesMachine
{
    public object Handle(string input) => new
    {
        Cores = Environment.ProcessorCount,
        Folder = Environment.CurrentDirectory,
        User = Environment.UserName,
        Zone = TimeZoneInfo.Local.Id,
        Id = Environment.ProcessId,
        Runtime = Environment.GetEnvironmentVariable("LAMBDA_RUNTIME_NAME"),
        Trace = Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"),
    };
}

public sealed class SetsVariable
{
    public const string Name = "LAMBDASIM_TESTS_SET";

    public string Handle(string value)
    {
        var before = Environment.GetEnvironmentVariable(Name) ?? "";
        Environment.SetEnvironmentVariable(Name, value);
        return before;
    }
}

public sealed class Exits
{
    public int Handle(int code)
    {
        if (code > 0)
        {
            Environment.Exit(code);
        }

        return code;
    }
}

public sealed class Background
{
    private int _done;

    public async Task<int> Handle(string input)
    {
        await Task.Delay(1);
        var seen = _done;
        _ = Task.Run(async () =>
        {
            await Task.Delay(10);
            _done++;
        });
        return seen;
    }
}

public sealed class MakesKey
{
    public int Handle(string input) => System.Security.Cryptography.RSA.Create().KeySize;
}
