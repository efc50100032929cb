using System.Text.Json;
using LambdaSim.Deployed;

namespace LambdaSim.Tests.Deployed;

/// <summary>What a caller sees of an error, and what code sees of its own: types and frames are those of the code as it was deployed.</summary>
public sealed class ErrorTests
{
    private static readonly string[] _ours = ["LambdaSim.Woven", "LambdaSim.Deployed", "LambdaSim.Handlers", "LambdaSim.Runtime", "FileMembers", "<Statics>", "<StaticFields>", "LambdaSim.Wire"];

    [Theory]
    [InlineData("missing file", "FileNotFoundException", "Fails.ReadMissing")]
    [InlineData("missing stream", "FileNotFoundException", "Fails.OpenMissing")]
    [InlineData("read-only", "IOException", "Fails.WriteElsewhere")]
    [InlineData("no variable", "ArgumentNullException", "Fails.Variable")]
    [InlineData("unknown host", "InvalidOperationException", "Fails.Handle")]
    [InlineData("delay", "ArgumentOutOfRangeException", "Fails.Wait")]
    [InlineData("initialiser", "TypeInitializationException", "Fails.Load")]
    [Pins("DEP-ERRORS")]
    public void Frames_are_the_users(string mode, string type, string frame)
    {
        using var simulation = new Simulation(seed: 1);
        var result = simulation.AddDeployed<Fails>("f").Invoke(mode);

        Assert.Equal(type, result.Error!.Type);
        var document = JsonDocument.Parse(result.PayloadText).RootElement;
        var stack = document.GetProperty("stackTrace").EnumerateArray().Select(f => f.GetString()!).ToArray();
        Assert.Contains(stack, f => f.Contains(frame, StringComparison.Ordinal));
        Assert.All(_ours, ours => Assert.DoesNotContain(ours, document.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(Path.GetTempPath() + "lambdasim", document.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing file")]
    [InlineData("missing stream")]
    [InlineData("read-only")]
    [InlineData("no variable")]
    [Pins("DEP-ERRORS")]
    public void So_are_those_that_code_logs_itself(string mode)
    {
        using var simulation = new Simulation(seed: 1);
        var result = simulation.AddDeployed<Logs>("f").Invoke(mode);

        Assert.All(_ours, ours => Assert.DoesNotContain(ours, JsonDocument.Parse(result.PayloadText).RootElement.GetString()!, StringComparison.Ordinal));
    }

    [Fact]
    public void The_error_of_a_type_initialiser_names_its_type_and_method()
    {
        using var simulation = new Simulation(seed: 1);
        var result = simulation.AddDeployed<Fails>("f").Invoke("initialiser");

        Assert.Equal($"The type initializer for '{typeof(Fails).Namespace}.NeverLoads' threw an exception.", result.Error!.Message);
        Assert.Contains("NeverLoads..cctor()", result.PayloadText, StringComparison.Ordinal);
    }
}

public class Fails
{
    private static readonly HttpClient _client = new();

    public async Task<string> Handle(string mode) => mode switch
    {
        "missing file" => ReadMissing(),
        "missing stream" => OpenMissing(),
        "read-only" => WriteElsewhere(),
        "no variable" => Variable(),
        "unknown host" => await Ask(),
        "delay" => await Wait(),
        _ => Load(),
    };

    private static string ReadMissing() => File.ReadAllText("/tmp/none.txt");

    private static string OpenMissing()
    {
        using var stream = new FileStream("/tmp/none.txt", FileMode.Open);
        return "";
    }

    private static string WriteElsewhere()
    {
        File.WriteAllText("/home/x.txt", "no");
        return "";
    }

    private static string Variable() => Environment.GetEnvironmentVariable(null!)!;

    private static Task<string> Ask() => _client.GetStringAsync("https://nowhere.example.com/");

    private static async Task<string> Wait()
    {
        await Task.Delay(-5);
        return "";
    }

    private static string Load() => NeverLoads.Table;
}

public sealed class Logs
{
    private readonly Fails _fails = new();

    public async Task<string> Handle(string mode)
    {
        try
        {
            return await _fails.Handle(mode);
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }
}

public static class NeverLoads
{
    public static string Table { get; } = Environment.GetEnvironmentVariable("NO_SUCH_TABLE") ?? throw new InvalidOperationException("NO_SUCH_TABLE is not set");
}
