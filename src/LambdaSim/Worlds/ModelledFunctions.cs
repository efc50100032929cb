using LambdaSim.Async;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Resources;

namespace LambdaSim.Worlds;

/// <summary>Functions of a world without code, as what Lambda sends on to and mappings invoke: those that have an entry.</summary>
internal sealed class ModelledFunctions(World world) : IResourceBook
{
    private readonly Dictionary<string, ModelledFunction> _functions = new(StringComparer.Ordinal);
    private readonly ModelledCalls _calls = new(world);

    public IResource? Find(Arn arn)
    {
        var options = world.Plan.Options;
        if (arn.FunctionName is not { } name || arn.Account != options.AccountId || arn.Region != options.Region)
        {
            return null;
        }

        var key = FunctionDefinition.Display(null, name, arn.Qualifier ?? FunctionDefinition.Latest);
        if (!_functions.TryGetValue(key, out var function) && world.Plan.Modelled.ContainsKey(key))
        {
            var version = world.Engine.Versions.Resolve(new TraceFunction(key));
            _functions.Add(key, function = new ModelledFunction(new FunctionSink(world.Async, arn, version, options.World.Account.Quotas.MaxEventBytes), _calls, version));
        }

        return function;
    }

    /// <summary>
    /// Those that others send to, or that read queues, are met before the first arrival, in ordinal order: which index they have does not depend on how far ahead a workload is read.
    /// </summary>
    public static void MeetTargets(Engine.Engine engine, WorldPlan plan)
    {
        var mapped = plan.Options.World.Mappings.Select(static m => m.Function);
        var named = plan.SendsOn ? plan.Modelled.Values.Append(plan.Options.World.Defaults).SelectMany(static f => f.TargetFunctions).Concat(mapped) : mapped;
        foreach (var name in named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (plan.Modelled.ContainsKey(name))
            {
                engine.Versions.Resolve(new TraceFunction(name));
            }
        }
    }

    /// <summary>What is wrong with functions that others send to or that read queues, in a world where nobody but the configuration says how long calls take.</summary>
    public static SimulationConfigException? Fault(SimulationConfig config)
    {
        var targets = config.Functions.Values.Append(config.Defaults).Where(static f => f.NamesTarget).SelectMany(static f => f.TargetFunctions);
        return Fault(config, targets, "gets records of others") ?? Fault(config, config.Mappings.Select(static m => m.Function), "reads a queue");
    }

    private static SimulationConfigException? Fault(SimulationConfig config, IEnumerable<string> called, string how) =>
        called.Order(StringComparer.Ordinal).FirstOrDefault(name => (config.Functions.GetValueOrDefault(name) ?? FunctionOverrides.None).Duration is null && config.Defaults.Duration is null) is { } name
            ? new SimulationConfigException($"function {name} {how}, and nothing says how long its calls take: set \"duration\" for it or in \"defaults\" of the configuration")
            : null;
}
