using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Projections;
using NodaTime;

namespace LambdaSim;

/// <summary>No setting is inert: what somebody wrote down and a run could not act on is listed.</summary>
internal static class Unsimulated
{
    public static IReadOnlyList<string> Of(SimulationConfig config, Instant? workloadStart, Versions versions, Metrics metrics, bool writesLogs = false)
    {
        List<string> list = [];
        if (!writesLogs)
        {
            AddLogging(list, config);
        }

        var called = new List<VersionModel>(versions.Count);
        for (var i = 0; i < versions.Count; i++)
        {
            if (versions[i].Arrivals > 0)
            {
                called.Add(versions.ModelOf(i));
            }
        }

        AddUncalled(list, config, versions);
        AddLayer(list, "defaults", config.Defaults, called, config.Prices, metrics);
        var written = config.Functions.Where(static f => MayBeInert(f.Value)).OrderBy(static f => f.Key, StringComparer.Ordinal).ToList();
        if (written.Count > 0)
        {
            var byName = called.ToLookup(static m => m.Definition.Name, StringComparer.Ordinal);
            var byVersion = called.Where(static m => m.Definition.Qualifier != FunctionDefinition.Latest).ToLookup(static m => m.Definition.DisplayName, StringComparer.Ordinal);
            foreach (var (name, overrides) in written)
            {
                AddLayer(list, name, overrides, [.. byName[name].Concat(byVersion[name])], config.Prices, metrics);
            }
        }

        if (workloadStart is not null && config.Start != new SimulationConfig().Start)
        {
            list.Add("start: the workload carries its own dates");
        }

        if (config.Account is { LimitScalingRate: false, LimitRequestRate: false } && config.Account.Quotas != QuotaProfile.Current)
        {
            list.Add("quotas: both the scaling rate and the request rate are off");
        }

        if (config.Async != new AsyncConfig() && metrics.AsyncEventsReceived == 0)
        {
            list.Add("async: no event was ever accepted");
        }

        if (metrics.ProvisionedInvocations > 0 && config.Lifetime is not null)
        {
            list.Add("lifetime of provisioned environments: AWS replaces them in the background, here they last");
        }

        return list;
    }

    /// <summary>Settings of queues in a run in which nobody receives.</summary>
    public static IEnumerable<string> OfQueues(SimulationConfig config)
    {
        if (config.S3 != new S3Config())
        {
            yield return "s3: a replay has no buckets";
        }

        var targets = config.Functions.Values.Append(config.Defaults).Where(static f => f.NamesTarget)
            .SelectMany(static f => new[] { f.DeadLetterQueue, f.OnFailure, f.OnSuccess }.Select(static t => t?.QueueName)).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, queue) in config.Queues.OrderBy(static q => q.Key, StringComparer.Ordinal))
        {
            if (!targets.Contains(name))
            {
                yield return $"queue {name}: no function sends to it";
                continue;
            }

            if (queue.VisibilityTimeout is not null)
            {
                yield return $"visibilityTimeout of queue {name}: nobody receives in a replay";
            }

            if (queue.Redrive is not null)
            {
                yield return $"redrive of queue {name}: nobody receives in a replay";
            }
        }
    }

    // An entry stands for a function, or for one version of it; both act for provisioned concurrency alone, too.
    private static void AddUncalled(List<string> list, SimulationConfig config, Versions versions)
    {
        if (config.Functions.Count == 0)
        {
            return;
        }

        var known = new HashSet<string>(versions.Count, StringComparer.Ordinal);
        for (var i = 0; i < versions.Count; i++)
        {
            if (versions[i].Arrivals > 0 || versions.ModelOf(i).Definition.Config.Provisioned is not null)
            {
                known.Add(versions.ModelOf(i).Definition.Name);
                known.Add(versions.ModelOf(i).Definition.DisplayName);
            }
        }

        list.AddRange(config.Functions.Keys.Where(name => !known.Contains(name)).Order(StringComparer.Ordinal).Select(static name => $"functions: {name} is configured but no call of it was replayed"));
    }

    private static void AddLogging(List<string> list, SimulationConfig config)
    {
        var layers = config.Functions.Where(f => SaysHowToLog(f.Value)).OrderBy(f => f.Key, StringComparer.Ordinal);
        foreach (var (name, written) in SaysHowToLog(config.Defaults) ? layers.Prepend(new("defaults", config.Defaults)) : layers)
        {
            list.Add($"{(written.LogFormat is not null ? "logFormat" : "applicationLogLevel")} of {name}: no log lines were asked for (Projections.FunctionLogs)");
        }
    }

    private static bool SaysHowToLog(FunctionOverrides written) => written.LogFormat is not null || written.ApplicationLogLevel is not null;

    private static bool MayBeInert(FunctionOverrides written) =>
        written.Duration is not null || written.Cpu is not null || written.PackageType is not null || written.FirstCallPenalty is not null || written.MaximumEventAge is not null || written.MaximumRetryAttempts is not null;

    // What one layer of the configuration says acts if it acts for any of the called versions it holds for.
    private static void AddLayer(List<string> list, string name, FunctionOverrides written, List<VersionModel> versions, PriceList prices, Metrics metrics)
    {
        if (versions.Count == 0)
        {
            return;
        }

        if (written.Duration is not null && !versions.Any(m => m.DrewDuration))
        {
            list.Add($"duration of {name}: the workload, or code, gives every call's duration");
        }

        if (written.Cpu is { BoundShare: > 0 } && !versions.Any(m => m.HasReferenceMemory))
        {
            list.Add($"cpu of {name}: neither referenceMemory nor the workload says at which memory size the durations hold");
        }

        var unnamed = versions.All(m => m.Definition.Config.Runtime is null);
        if (written.PackageType is not null && unnamed && prices.InitBilling == InitBilling.All)
        {
            list.Add($"packageType of {name}: without a runtime INIT does not depend on it, and these prices bill every INIT");
        }

        if (written.FirstCallPenalty == true && unnamed)
        {
            list.Add($"firstCallPenalty of {name}: no runtime is named");
        }

        if (written.MaximumEventAge is not null && metrics.Dispatched + metrics.QueuedAtEnd + metrics.Drops.Sum() == 0)
        {
            list.Add($"maximumEventAge of {name}: no event was ever accepted");
        }

        if (written.MaximumRetryAttempts is not null && metrics.FailedAttempts == 0)
        {
            list.Add($"maximumRetryAttempts of {name}: no attempt of an event failed");
        }
    }
}
