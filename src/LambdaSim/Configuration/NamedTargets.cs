namespace LambdaSim.Configuration;

/// <summary>Queues and functions that a configuration names in other entries: each name must be one of its own.</summary>
internal static class NamedTargets
{
    /// <summary>The first name, in ordinal order of the entries, that stands for nothing; null: none.</summary>
    /// <returns>The keys that lead to it, and what is wrong.</returns>
    public static (string[] Path, string Problem)? Fault(SimulationConfig config) => OfQueues(config) ?? OfFunctions(config) ?? OfMapped(config);

    /// <summary>The first queue, in ordinal order, that gives messages up to none, or the first mapping that reads none.</summary>
    /// <returns>The keys that lead to its name, and what is wrong.</returns>
    public static (string[] Path, string Problem)? OfQueues(SimulationConfig config)
    {
        foreach (var (name, queue) in config.Queues.OrderBy(static q => q.Key, StringComparer.Ordinal))
        {
            if (queue.Redrive is { } redrive && OfRedrive(config, name, redrive.DeadLetterQueue) is { } problem)
            {
                return (["queues", name, "redrive", "deadLetterQueue"], problem);
            }
        }

        return OfMappings(config, "queue", m => config.Queues.ContainsKey(m.Queue) ? null : $"\"{m.Queue}\" is no queue of this configuration; {Hint(m.Queue, config.Queues.Keys)}");
    }

    private static (string[] Path, string Problem)? OfMapped(SimulationConfig config) =>
        OfMappings(config, "function", m => config.Functions.ContainsKey(m.Function) ? null : $"\"{m.Function}\" is no function of this configuration; {Hint(m.Function, config.Functions.Keys)}");

    private static (string[] Path, string Problem)? OfMappings(SimulationConfig config, string key, Func<ConfiguredMapping, string?> problemOf)
    {
        for (var i = 0; i < config.Mappings.Count; i++)
        {
            if (problemOf(config.Mappings[i]) is { } problem)
            {
                return (["mappings", Text.Of(i), key], problem);
            }
        }

        return null;
    }

    private static (string[] Path, string Problem)? OfFunctions(SimulationConfig config)
    {
        if (OfFunction(config, null, config.Defaults) is var (key, fault))
        {
            return (["defaults", key], fault);
        }

        foreach (var (name, function) in config.Functions.Where(static f => f.Value.NamesTarget).OrderBy(static f => f.Key, StringComparer.Ordinal))
        {
            if (OfFunction(config, name, function) is var (setting, problem))
            {
                return (["functions", name, setting], problem);
            }
        }

        return null;
    }

    private static (string Key, string Problem)? OfFunction(SimulationConfig config, string? function, FunctionOverrides written)
    {
        foreach (var (key, target) in new[] { ("deadLetterQueue", written.DeadLetterQueue), ("onFailure", written.OnFailure), ("onSuccess", written.OnSuccess) })
        {
            if (target is not null && (key == "deadLetterQueue" && target.FunctionName is { } given ? $"a dead-letter queue is a queue, {given} is a function; send records of events that failed to it with \"onFailure\"" : Of(config, function, target)) is { } problem)
            {
                return (key, problem);
            }
        }

        return null;
    }

    private static string? Of(SimulationConfig config, string? function, Destination target)
    {
        if (target.QueueName is { } queue)
        {
            return QueueConfig.IsFifo(queue) ? $"{queue} is a FIFO queue, and Lambda sends events to standard queues only"
                : config.Queues.ContainsKey(queue) ? null
                : config.Functions.ContainsKey(queue) ? $"{queue} is a function, not a queue; write \"{Destination.FunctionPrefix}{queue}\""
                : $"\"{queue}\" is neither a queue nor a function of this configuration; {Hint(queue, [.. config.Queues.Keys, .. config.Functions.Keys.Select(static f => Destination.FunctionPrefix + f)])}";
        }

        if (target.FunctionName is { } name)
        {
            return name == function ? "You can't specify the function as a destination for itself."
                : config.Functions.ContainsKey(name) ? null
                : $"\"{name}\" is no function of this configuration; {Hint(name, config.Functions.Keys)}";
        }

        return target.Arn.Length == 0 ? null : $"{target.Arn} is not here; name a queue of this configuration, or \"{Destination.FunctionPrefix}NAME\"";
    }

    private static string? OfRedrive(SimulationConfig config, string queue, string target) =>
        !config.Queues.ContainsKey(target) ? $"\"{target}\" is no queue of this configuration; {Hint(target, config.Queues.Keys)}"
        : QueueConfig.IsFifo(queue) != QueueConfig.IsFifo(target) ? "Dead-letter target must be same type of queue as the source."
        : null;

    private static string Hint(string name, IEnumerable<string> known)
    {
        IReadOnlyList<string> all = [.. known.Order(StringComparer.Ordinal)];
        return all.Count == 0 ? "it has none" : Suggestion.For(name, all);
    }
}
