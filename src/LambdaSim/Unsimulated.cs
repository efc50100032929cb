using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Projections;

namespace LambdaSim;

/// <summary>No setting is inert: what a run did not act on is listed.</summary>
internal static class Unsimulated
{
    public static IReadOnlyList<string> Of(SimulationConfig config, Versions versions, Metrics metrics, bool dated)
    {
        List<string> list = [];
        if (dated && config.Start != new SimulationConfig().Start)
        {
            list.Add("start: the workload has dates of its own");
        }

        var names = Enumerable.Range(0, versions.Count).Select(i => versions.ModelOf(i)).ToList();
        var known = names.SelectMany(m => new[] { m.Definition.Name, m.Definition.DisplayName }).ToHashSet(StringComparer.Ordinal);
        foreach (var name in config.Functions.Keys.Where(n => !known.Contains(n)).Order(StringComparer.Ordinal))
        {
            list.Add($"functions: {name} is configured but no call of it was replayed");
        }

        foreach (var model in names)
        {
            var name = model.Definition.DisplayName;
            if (model.Definition.Config.Duration is not null && !model.DrewDuration && versions[model.Definition.Index].Arrivals > 0)
            {
                list.Add($"duration of {name}: the workload gives every call's duration");
            }

            if (model.Definition.Config.Cpu is { } cpu && model.CpuFactor == VersionModel.NoScaling && cpu.BoundShare > 0 && !model.HasReferenceMemory)
            {
                list.Add($"cpu of {name}: neither referenceMemory nor the workload says at which memory size the durations hold");
            }
        }

        if (metrics.ProvisionedInvocations > 0 && config.Lifetime is not null)
        {
            list.Add("lifetime of provisioned environments: AWS replaces them in the background, here they last");
        }

        if (metrics.FailedEvents > 0)
        {
            list.Add(Text.Invariant($"retries of {metrics.FailedEvents} failed events: the failure is their fate"));
        }

        return list;
    }
}
