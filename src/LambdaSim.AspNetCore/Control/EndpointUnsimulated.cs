using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.AspNetCore.Control;

/// <summary>What an endpoint adds to the list of what a run did not act on.</summary>
internal static class EndpointUnsimulated
{
    public static IEnumerable<string> Of(Simulation simulation, EndpointClock clock)
    {
        var world = simulation.Options.World;
        if (clock == EndpointClock.Auto && !world.Account.LimitRequestRate)
        {
            yield return "request rate (ten a second for each unit of concurrency): off, because with the clock auto many requests share an instant; --clock manual and real limit it";
        }

        if (simulation.Services.Dwell is var dwell && dwell.Create == Duration.Zero && dwell.Update == Duration.Zero)
        {
            yield return "how long functions stay Pending and updates InProgress: no time passes; --dwell gives them some";
        }

        var names = simulation.Services.All.SelectMany(static s => s.Plane.Functions.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var name in simulation.Services.HandlerNames.Where(n => !names.Contains(n)))
        {
            yield return $"handler of {name}: no function of this name was created";
        }

        // What stands over a function that was added in process acts there.
        var added = simulation.Added.Select(static f => f.Name).Concat(simulation.Plan.Modelled.Keys).Select(static f => FunctionDefinition.Split(f).Name).ToHashSet(StringComparer.Ordinal);
        var layers = world.Functions.Where(f => !added.Contains(FunctionDefinition.Split(f.Key).Name)).Select(static f => (f.Key, f.Value));
        foreach (var (layer, written) in added.Count == 0 ? layers.Prepend(("defaults", world.Defaults)) : layers)
        {
            foreach (var setting in OfApi(written))
            {
                yield return $"{setting} of {layer}: functions created over the API have what the API says";
            }
        }
    }

    private static IEnumerable<string> OfApi(FunctionOverrides written) => new (string Name, bool IsWritten)[]
    {
        ("memory", written.MemoryMb is not null),
        ("timeout", written.Timeout is not null),
        ("ephemeralStorage", written.EphemeralStorageMb is not null),
        ("architecture", written.Architecture is not null),
        ("package", written.PackageType is not null),
        ("logFormat", written.LogFormat is not null),
        ("applicationLogLevel", written.ApplicationLogLevel is not null),
        ("reservedConcurrency", written.ReservedConcurrency is not null),
        ("provisioned", written.Provisioned is not null),
        ("maximumEventAge", written.MaximumEventAge is not null),
        ("maximumRetryAttempts", written.MaximumRetryAttempts is not null),
        ("deadLetterQueue", written.DeadLetterQueue is not null),
        ("onSuccess", written.OnSuccess is not null),
        ("onFailure", written.OnFailure is not null),
    }.Where(static s => s.IsWritten).Select(static s => s.Name);
}
