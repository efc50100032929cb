using LambdaSim.Configuration;
using LambdaSim.Projections;
using LambdaSim.Randomness;
using LambdaSim.Tests.Async;

namespace LambdaSim.Tests.Configuration;

/// <summary>No setting is inert: for each there is a world in which another value of it changes what happens, what it costs or what is told.</summary>
public sealed class ActingSettingTests
{
    // By property: what is seen with a value and with another.
    private static readonly Dictionary<string, Func<(string One, string Other)>> _worlds = new(StringComparer.Ordinal)
    {
        ["MemoryMb"] = static () => Replayed(Calls, new() { MemoryMb = 1_024 }),
        ["Timeout"] = static () => Replayed(Calls, new() { Timeout = Duration.FromSeconds(1) }),
        ["EphemeralStorageMb"] = static () => Replayed(Calls, new() { EphemeralStorageMb = 10_240 }),
        ["Architecture"] = static () => Replayed(Calls, new() { Architecture = Architecture.Arm64 }),
        ["PackageType"] = static () => Replayed(Calls, new() { Runtime = "dotnet8" }, new() { Runtime = "dotnet8", PackageType = PackageType.Image }),
        ["Runtime"] = static () => Replayed(Calls, new() { Runtime = "dotnet8" }),
        ["LogFormat"] = static () => Replayed(Calls, new() { LogFormat = LogFormat.Json }),
        ["ApplicationLogLevel"] = static () => Logged(static f => f with { LogFormat = LogFormat.Json }, static f => f with { LogFormat = LogFormat.Json, ApplicationLogLevel = ApplicationLogLevel.Error }),
        ["ReservedConcurrency"] = static () => Replayed(Calls, new() { ReservedConcurrency = 1 }),
        ["Provisioned"] = static () => Replayed(Calls, new() { Provisioned = new ProvisionedConcurrency(1) }),
        ["Init"] = static () => Replayed(Calls, new() { Init = Distribution.Fixed(Duration.FromSeconds(2)) }),
        ["FirstCallPenalty"] = static () => Replayed(Calls, new() { Runtime = "dotnet8" }, new() { Runtime = "dotnet8", FirstCallPenalty = false }),
        ["Duration"] = static () => Replayed(Undated, new() { Duration = Distribution.Fixed(Duration.FromSeconds(1)) }, new() { Duration = Distribution.Fixed(Duration.FromSeconds(2)) }),
        ["Cpu"] = static () => Replayed(Calls, new() { Cpu = new CpuModel(0.5m, 1_769) }),
        ["CreationDelay"] = static () => Replayed(Calls, new() { CreationDelay = Duration.FromSeconds(1) }),
        ["MaximumEventAge"] = static () => Replayed(Events, new() { MaximumEventAge = Duration.FromSeconds(60) }),
        ["MaximumRetryAttempts"] = static () => Replayed(Events, new() { MaximumRetryAttempts = 0 }),
        ["RecursiveLoop"] = static () => (Circle(RecursiveLoop.Terminate), Circle(RecursiveLoop.Allow)),
        ["Environment"] = static () => Logged(static f => f, static f => f.WithEnvironment("WORD", "other")),
        ["DeadLetterQueue"] = static () => Sent(Code.Throwing("broken"), static (f, to) => f with { DeadLetterQueue = to }),
        ["OnSuccess"] = static () => Sent(Code.Echo, static (f, to) => f with { OnSuccess = to }),
        ["OnFailure"] = static () => Sent(Code.Throwing("broken"), static (f, to) => f with { OnFailure = to }),
    };

    public static TheoryData<string> Settings => [.. FunctionSettingTable.All.Select(static s => s.Property)];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Another_value_of_it_is_seen(string property)
    {
        var (one, other) = _worlds[property]();

        Assert.NotEqual(one, other);
    }

    private static World Calls() => new World().Call("f", 0, 2_000).Call("f", 100, 2_000).Call("f", 60_000, 2_000);

    private static World Undated() => new World().Call("f", 0, -1);

    private static World Events() => new World().Call("f", 0, 2_000, type: InvocationType.Event, outcome: Outcome.Failed);

    private static (string One, string Other) Replayed(Func<World> world, FunctionOverrides other) => Replayed(world, FunctionOverrides.None, other);

    private static (string One, string Other) Replayed(Func<World> world, FunctionOverrides one, FunctionOverrides other) =>
        (Seen(world().Function("f", one)), Seen(world().Function("f", other)));

    // Everything but the definition, which repeats what was set.
    private static string Seen(World world)
    {
        var rows = world.Run().Rows();
        var prices = world.Config.Prices with { FreeTier = false };
        var (logs, bill) = (new FunctionLogs(world.Config.Seed, world.Config.Start, prices), new BillProjection(prices));
        using var source = world.Source();
        Simulation.Replay(source, world.Config, new ReplayOptions { Observers = [logs, bill] }, TestContext.Current.CancellationToken);
        return string.Join('\n', [.. rows, .. logs.Lines(0).Select(static l => l.Text), bill.Bill.Total.Usd.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }

    // Each success is an event for the other, until one is stopped or the run is cut.
    private static string Circle(RecursiveLoop loop)
    {
        FunctionOverrides To(string other) => new() { Duration = LambdaSim.Randomness.Distribution.Fixed(Duration.FromSeconds(1)), OnSuccess = Destination.ToFunction(other), RecursiveLoop = loop };
        return string.Join('\n', new World().Function("f", To("g")).Function("g", To("f")).Send("f", 0, 1_000).With(static c => c with { UntilTime = Duration.FromMinutes(1) }).Run().Rows());
    }

    private static (string One, string Other) Logged(Func<FunctionConfig, FunctionConfig> one, Func<FunctionConfig, FunctionConfig> other) => (Seen(one), Seen(other));

    private static string Seen(Func<FunctionConfig, FunctionConfig> configure)
    {
        using var simulation = new Simulation();
        simulation.AddFunction("f", static (LambdaContext context) => context.Log("info", context.Environment.TryGetValue("WORD", out var word) ? word : "none"), configure).Invoke();
        return string.Join('\n', simulation.Logs.Lines(0).Select(static l => l.Text));
    }

    private static (string One, string Other) Sent(Code code, Func<FunctionConfig, Destination, FunctionConfig> configure) => (Messages(code, static (f, _) => f), Messages(code, configure));

    private static string Messages(Code code, Func<FunctionConfig, Destination, FunctionConfig> configure)
    {
        using var simulation = new Simulation();
        var queue = simulation.AddQueue("told");
        simulation.Add("f", code, f => configure(f, Destination.To(queue))).SendRaw("1"u8.ToArray());
        simulation.RunUntilIdle();
        return string.Join('\n', queue.Messages.Select(static m => m.Body));
    }
}
