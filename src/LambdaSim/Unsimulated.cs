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

        if (metrics.AsyncEventsReceived == 0)
        {
            // The limit of loops counts synchronous calls too.
            list.AddRange(OfAsync(config.Async with { RecursionLimit = new AsyncConfig().RecursionLimit }, "no event was ever accepted"));
        }

        if (config.Async.RecursionLimit != new AsyncConfig().RecursionLimit && !config.Account.Quotas.DetectsRecursiveLoops)
        {
            list.Add("async recursionLimit: these quotas know no recursive loops");
        }

        if (config.Polling is { WindowStart: WindowStart.PreviousBatch } && config.Polling.LowTrafficWait > TimeLength.Zero)
        {
            list.Add("polling lowTrafficWait: a window that begins with the batch before ends when it ends");
        }

        if (metrics.ProvisionedInvocations > 0 && config.Lifetime is not null)
        {
            list.Add("lifetime of provisioned environments: AWS replaces them in the background, here they last");
        }

        return list;
    }

    /// <summary>Settings of queues and of what is sent on in a replay, in which nobody receives but mappings.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="sendsOn">Whether a function has a dead-letter queue or a destination.</param>
    /// <param name="hasEvents">Whether any event was accepted: else what concerns events is listed anyway.</param>
    public static IEnumerable<string> OfReplay(SimulationConfig config, bool sendsOn, bool hasEvents)
    {
        if (config.S3 != new S3Config())
        {
            yield return "s3: a replay has no buckets";
        }

        if (config.DynamoDb != new DynamoDbConfig())
        {
            yield return "dynamoDb: a replay has no tables";
        }

        if (config.Polling != new PollingConfig() && config.Mappings.Count == 0)
        {
            yield return "polling: the configuration has no event source mappings";
        }

        foreach (var mapping in config.Mappings.Where(static m => m.Settings.CountsEvents))
        {
            yield return $"countsEvents of the mapping of queue {mapping.Queue} to function {mapping.Function}: nobody reads metrics in a replay";
        }

        if (!sendsOn)
        {
            var sending = new AsyncConfig { RecursionLimit = config.Async.RecursionLimit };
            foreach (var line in OfAsync(hasEvents ? sending with { DeliveryAttempts = config.Async.DeliveryAttempts, DeadLetterScope = config.Async.DeadLetterScope } : sending, "nothing is sent on"))
            {
                yield return line;
            }
        }

        var targets = config.Functions.Values.Append(config.Defaults).Where(static f => f.NamesTarget)
            .SelectMany(static f => new[] { f.DeadLetterQueue, f.OnFailure, f.OnSuccess }.Select(static t => t?.QueueName)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var read = config.Mappings.Select(static m => m.Queue).ToHashSet(StringComparer.Ordinal);
        foreach (var _ in config.Queues)
        {
            // Messages that a mapping received too often go on, perhaps to a queue that has a mapping too.
            targets.UnionWith(config.Queues.Where(q => targets.Contains(q.Key) && read.Contains(q.Key)).Select(static q => q.Value.Redrive?.DeadLetterQueue).OfType<string>().ToList());
        }

        foreach (var (name, queue) in config.Queues.OrderBy(static q => q.Key, StringComparer.Ordinal))
        {
            if (!targets.Contains(name))
            {
                yield return $"queue {name}: no function sends to it";
                continue;
            }

            if (queue.VisibilityTimeout is not null && !read.Contains(name))
            {
                yield return $"visibilityTimeout of queue {name}: nobody receives in a replay";
            }

            if (queue.ReceiveWait is not null)
            {
                yield return $"receiveWait of queue {name}: nobody receives in a replay{(read.Contains(name) ? " but mappings, which do not ask for it" : "")}";
            }

            if (queue.Redrive is not null && !read.Contains(name))
            {
                yield return $"redrive of queue {name}: nobody receives in a replay";
            }
        }
    }

    // One line for each that is not AWS's default.
    private static IEnumerable<string> OfAsync(AsyncConfig config, string reason)
    {
        var usual = new AsyncConfig();
        return new (string Name, bool IsSaid)[]
        {
            ("backoffJitter", config.BackoffJitter != usual.BackoffJitter),
            ("faults", config.Faults != usual.Faults),
            ("deliveryAttempts", config.DeliveryAttempts != usual.DeliveryAttempts),
            ("deadLetterScope", config.DeadLetterScope != usual.DeadLetterScope),
            ("recursionLimit", config.RecursionLimit != usual.RecursionLimit),
        }.Where(static s => s.IsSaid).Select(s => $"async {s.Name}: {reason}");
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
