using System.Globalization;
using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Events;

/// <summary>
/// The canonical form of a function's configuration: pairs of name and value in ordinal order of the names, without what
/// equals AWS's default. Lengths of time are nanoseconds. A setting added later leaves the form of older configurations alone.
/// </summary>
internal static class ConfigPairs
{
    private static readonly Setting[] Settings = Sorted(
    [
        new("applicationLogLevel", c => c.ApplicationLogLevel?.ToString(), (c, v) => c with { ApplicationLogLevel = Enum.Parse<ApplicationLogLevel>(v) }),
        new("architecture", c => c.Architecture.ToString(), (c, v) => c with { Architecture = Enum.Parse<Architecture>(v) }),
        new("cpu.boundShare", c => Of(c.Cpu?.BoundShare), (c, v) => c with { Cpu = (c.Cpu ?? new CpuModel(0)) with { BoundShare = decimal.Parse(v, NumberStyles.Number, CultureInfo.InvariantCulture) } }),
        new("cpu.referenceMemoryMb", c => Of(c.Cpu?.ReferenceMemoryMb), (c, v) => c with { Cpu = (c.Cpu ?? new CpuModel(0)) with { ReferenceMemoryMb = Int(v) } }),
        new("creationDelay", c => Of(c.CreationDelay), (c, v) => c with { CreationDelay = Time(v) }),
        new("deadLetterQueue", c => c.DeadLetterQueue?.Arn, (c, v) => c with { DeadLetterQueue = new Destination(v) }),
        new("duration", c => DistributionText.Of(c.Duration), (c, v) => c with { Duration = DistributionText.Parse(v) }),
        new("environment", c => VariableSet.Of(c.Environment).ToText(), (c, v) => c with { Environment = VariableSet.Parse(v) }),
        new("ephemeralStorageMb", c => Of(c.EphemeralStorageMb), (c, v) => c with { EphemeralStorageMb = Int(v) }),
        new("firstCallPenalty", c => c.FirstCallPenalty ? "true" : "false", (c, v) => c with { FirstCallPenalty = v == "true" }),
        new("init", c => DistributionText.Of(c.Init), (c, v) => c with { Init = DistributionText.Parse(v) }),
        new("logFormat", c => c.LogFormat.ToString(), (c, v) => c with { LogFormat = Enum.Parse<LogFormat>(v) }),
        new("maximumEventAge", c => Of(c.MaximumEventAge), (c, v) => c with { MaximumEventAge = Time(v) }),
        new("maximumRetryAttempts", c => Of(c.MaximumRetryAttempts), (c, v) => c with { MaximumRetryAttempts = Int(v) }),
        new("memoryMb", c => Of(c.MemoryMb), (c, v) => c with { MemoryMb = Int(v) }),
        new("onFailure", c => c.OnFailure?.Arn, (c, v) => c with { OnFailure = new Destination(v) }),
        new("onSuccess", c => c.OnSuccess?.Arn, (c, v) => c with { OnSuccess = new Destination(v) }),
        new("packageType", c => c.PackageType.ToString(), (c, v) => c with { PackageType = Enum.Parse<PackageType>(v) }),
        new("provisioned.concurrency", c => Of(c.Provisioned?.Concurrency), (c, v) => c with { Provisioned = (c.Provisioned ?? new ProvisionedConcurrency(0)) with { Concurrency = Int(v) } }),
        new("provisioned.readyAt", c => Of(c.Provisioned?.ReadyAt), (c, v) => c with { Provisioned = (c.Provisioned ?? new ProvisionedConcurrency(0)) with { ReadyAt = Time(v) } }),
        new("reservedConcurrency", c => Of(c.ReservedConcurrency), (c, v) => c with { ReservedConcurrency = Int(v) }),
        new("runtime", c => c.Runtime, (c, v) => c with { Runtime = v }),
        new("timeout", c => Of(c.Timeout), (c, v) => c with { Timeout = Time(v) }),
    ]);

    /// <summary>What differs from the defaults, in ordinal order of the names.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(FunctionConfig config)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var setting in Settings)
        {
            // All defaults that are null stay representable by absence: no setting can be set back to null from another default.
            if (setting.Read(config) is { } value && value != setting.Read(FunctionConfig.Default))
            {
                pairs.Add(new(setting.Name, value));
            }
        }

        return pairs;
    }

    /// <summary>Puts one pair into a configuration.</summary>
    /// <exception cref="FormatException">The name is unknown or the value cannot be read; the message is the reason.</exception>
    public static FunctionConfig With(FunctionConfig config, string name, string value)
    {
        foreach (var setting in Settings)
        {
            if (setting.Name == name)
            {
                try
                {
                    return setting.Write(config, value);
                }
                catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or SimulationConfigException)
                {
                    throw new FormatException($"setting '{name}' cannot be '{value}'", e);
                }
            }
        }

        throw new FormatException($"setting '{name}' is unknown; read the log with the version that wrote it");
    }

    private static string? Of(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    // 0.50 and 0.5 are equal: one text for both.
    private static string? Of(decimal? value) => value?.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string? Of(TimeLength? value) => value?.ToInt64Nanoseconds().ToString(CultureInfo.InvariantCulture);

    private static int Int(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static Duration Time(string text) => Duration.FromNanoseconds(long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    private static Setting[] Sorted(Setting[] settings)
    {
        Array.Sort(settings, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return settings;
    }

    private sealed record Setting(string Name, Func<FunctionConfig, string?> Read, Func<FunctionConfig, string, FunctionConfig> Write);
}
