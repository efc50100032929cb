using LambdaSim.Async;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Resources;

namespace LambdaSim.Worlds;

/// <summary>Functions of a world without code, as what Lambda sends on to: those that have an entry.</summary>
internal sealed class ModelledFunctions(World world) : IResourceBook
{
    private readonly Dictionary<string, FunctionSink> _sinks = new(StringComparer.Ordinal);

    public IResource? Find(Arn arn)
    {
        var options = world.Plan.Options;
        if (arn.FunctionName is not { } name || arn.Account != options.AccountId || arn.Region != options.Region)
        {
            return null;
        }

        var key = FunctionDefinition.Display(null, name, arn.Qualifier ?? FunctionDefinition.Latest);
        if (!_sinks.TryGetValue(key, out var sink) && world.Plan.Modelled.ContainsKey(key))
        {
            _sinks.Add(key, sink = new FunctionSink(world.Async, arn, world.Engine.Versions.Resolve(new TraceFunction(key)), options.World.Account.Quotas.MaxEventBytes));
        }

        return sink;
    }

    /// <summary>
    /// Those that others send to are met before the first arrival, in ordinal order: which index they have does not depend on how far ahead a workload is read.
    /// </summary>
    public static void MeetTargets(Engine.Engine engine, WorldPlan plan)
    {
        if (!plan.SendsOn)
        {
            return;
        }

        foreach (var name in plan.Modelled.Values.Append(plan.Options.World.Defaults).SelectMany(static f => f.TargetFunctions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (plan.Modelled.ContainsKey(name))
            {
                engine.Versions.Resolve(new TraceFunction(name));
            }
        }
    }

    /// <summary>What is wrong with functions that others send to, in a world where nobody but the configuration says how long calls take.</summary>
    public static SimulationConfigException? Fault(SimulationConfig config)
    {
        var target = config.Functions.Values.Append(config.Defaults).Where(static f => f.NamesTarget).SelectMany(static f => f.TargetFunctions).Order(StringComparer.Ordinal)
            .FirstOrDefault(name => (config.Functions.GetValueOrDefault(name) ?? FunctionOverrides.None).Duration is null && config.Defaults.Duration is null);
        return target is null ? null : new SimulationConfigException($"function {target} gets records of others, and nothing says how long its calls take: set \"duration\" for it or in \"defaults\" of the configuration");
    }
}
