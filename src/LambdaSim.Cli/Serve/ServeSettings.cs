using System.Net;
using LambdaSim.AspNetCore;
using LambdaSim.AspNetCore.RuntimeApi;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions;
using LambdaSim.Resources;
using LambdaSim.Wire;
using LambdaSim.Worlds;
using NodaTime;

namespace LambdaSim.Cli.Serve;

/// <summary>What a command line of <c>lambdasim serve</c> asks for.</summary>
internal sealed record ServeSettings
{
    public required IPAddress Address { get; init; }

    public required int Port { get; init; }

    public required SimulationConfig World { get; init; }

    public ulong? Seed { get; init; }

    public required EndpointClock Clock { get; init; }

    public required IReadOnlyList<KeyValuePair<string, StandIn>> Handlers { get; init; }

    public required EventLogLevel Log { get; init; }

    public required string Region { get; init; }

    public required string Account { get; init; }

    /// <summary>Null: as the clock has it.</summary>
    public Duration? Dwell { get; init; }

    public required IReadOnlyList<string> AllowedHosts { get; init; }

    public IReadOnlyList<(string Name, int Port)> Runtimes { get; init; } = [];

    public IReadOnlyList<DeployedArgument> Deployed { get; init; } = [];

    public IReadOnlyList<TrustArgument> Trusted { get; init; } = [];

    public double RuntimePace { get; init; } = 1;

    /// <summary>The world they ask for.</summary>
    public WorldPlan ToPlan() => WorldPlan.Of(ToOptions()) with
    {
        Modelled = new SortedDictionary<string, FunctionOverrides>(World.Functions.Where(IsModelled).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
        Service = new ServicePlan { Dwell = Dwell is { } dwell ? new ServiceDwell { Create = dwell, Update = dwell, SnapStart = dwell, Provisioned = dwell } : null },
    };

    // Somebody said how long its calls take, and nobody what runs for it.
    private bool IsModelled(KeyValuePair<string, FunctionOverrides> function)
    {
        var name = FunctionDefinition.Split(function.Key).Name;
        return (function.Value.Duration ?? World.Defaults.Duration) is not null && !Handlers.Any(h => h.Key == name) && !Runtimes.Any(r => r.Name == name) && !Deployed.Any(d => d.Name == name) && !Trusted.Any(t => t.Name == name);
    }

    private SimulationOptions ToOptions() => RunReport.Attach(new SimulationOptions
    {
        Seed = Seed,
        World = Clock == EndpointClock.Auto ? World with { Account = World.Account with { LimitRequestRate = false } } : World,
        Log = Log,
        KeepTails = true,
        KeepQueueHistory = false,
        StreamDwell = Dwell ?? Duration.Zero,
        AccountId = Account,
        Region = Region,
    });

    /// <summary>How it is served.</summary>
    public LambdaSimEndpointOptions ToEndpoint()
    {
        var options = new LambdaSimEndpointOptions { Clock = Clock, RuntimePace = RuntimePace };
        foreach (var (name, port) in Runtimes)
        {
            options.Runtimes[name] = port;
        }

        foreach (var host in AllowedHosts)
        {
            options.AllowedHosts.Add(host);
        }

        return options;
    }

    public static IReadOnlyList<(string Name, int Port)> ParseRuntimes(IEnumerable<string> texts)
    {
        List<(string Name, int Port)> read = [];
        foreach (var text in texts)
        {
            try
            {
                var runtime = RuntimeArgument.Parse(text);
                FunctionName.Check(runtime.Name);
                if (read.Exists(r => r.Name == runtime.Name || (r.Port == runtime.Port && r.Port > 0)))
                {
                    throw new UsageException($"--runtime {text}: give each function one port, and each port one function");
                }

                read.Add(runtime);
            }
            catch (Exception e) when (e is FormatException or LambdaServiceException)
            {
                throw new UsageException($"--runtime {text}: {e.Message.Split(": ", 2)[^1]}", e);
            }
        }

        return read;
    }

    public static EndpointClock ParseClock(string text)
    {
        try
        {
            return EndpointClock.Parse(text);
        }
        catch (FormatException e)
        {
            throw new UsageException($"--clock {text}: {e.Message.Split(": ", 2)[^1]}", e);
        }
    }

    public static IPAddress ParseAddress(string text) =>
        text == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(text.Trim('[', ']'), out var address) && text.AsSpan().IndexOfAny('.', ':') >= 0 ? address
        : throw new UsageException($"--host {text}: expected an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all");

    public static string ParseRegion(string text) =>
        AwsHost.IsRegion(text) ? text : throw new UsageException($"--region {text}: expected a name such as us-east-1");

    public static string ParseAccount(string text) =>
        RequestCaller.IsAccount(text) ? text : throw new UsageException($"--account {text}: an account has twelve digits");
}
