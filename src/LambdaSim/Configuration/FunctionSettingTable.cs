namespace LambdaSim.Configuration;

/// <summary>
/// Every setting of a function, a row each. Files, their schema, checks, the definition in the log and docs/config.md read it; a new setting is a
/// property of <see cref="FunctionConfig"/> and <see cref="FunctionOverrides"/> with its line in <see cref="FunctionOverrides.Over"/>, a row here, and whoever acts on it.
/// </summary>
internal static class FunctionSettingTable
{
    /// <summary>In the order in which documents and messages name them.</summary>
    public static IReadOnlyList<FunctionSetting> All { get; } =
    [
        FunctionSetting.Of(
            "memory", "MemoryMb", "MemorySize", "Memory size; CPU share, price and the first call's penalty depend on it", SettingForms.Size(128, 10_240),
            static c => c.MemoryMb, static (c, v) => c with { MemoryMb = v }, static o => o.MemoryMb, static (o, v) => o with { MemoryMb = v }),
        FunctionSetting.Of(
            "timeout", "Timeout", "Timeout", "Longest Duration of a call", SettingForms.Seconds(1, 900),
            static c => c.Timeout, static (c, v) => c with { Timeout = v }, static o => o.Timeout, static (o, v) => o with { Timeout = v }),
        FunctionSetting.Of(
            "ephemeralStorage", "EphemeralStorageMb", "EphemeralStorage.Size", "Size of /tmp; what exceeds 512 MB is billed", SettingForms.Size(512, 10_240),
            static c => c.EphemeralStorageMb, static (c, v) => c with { EphemeralStorageMb = v }, static o => o.EphemeralStorageMb, static (o, v) => o with { EphemeralStorageMb = v }),
        FunctionSetting.Of(
            "architecture", "Architecture", "Architectures", "Instruction set; prices and init times depend on it",
            SettingForms.OneOf(("x86_64", Architecture.X86_64), ("arm64", Architecture.Arm64)),
            static c => c.Architecture, static (c, v) => c with { Architecture = v }, static o => o.Architecture, static (o, v) => o with { Architecture = v }),
        FunctionSetting.Of(
            "package", "PackageType", "PackageType", "How the code is deployed; init times, and before 2025-08-01 the bill of INIT, depend on it",
            SettingForms.OneOf(("zip", PackageType.Zip), ("image", PackageType.Image)),
            static c => c.PackageType, static (c, v) => c with { PackageType = v }, static o => o.PackageType, static (o, v) => o with { PackageType = v }),
        FunctionSetting.Of(
            "runtime", "Runtime", "Runtime", "A runtime with measured init times", SettingForms.Name("the name of a runtime such as \"dotnet8\""),
            static c => c.Runtime, static (c, v) => c with { Runtime = v }, static o => o.Runtime, static (o, v) => o with { Runtime = v },
            otherwise: "INIT takes no time of its own",
            and: static c =>
            {
                if (c.Runtime is { } runtime)
                {
                    RuntimeCatalog.Require(runtime, c.PackageType, c.Architecture);
                }
            }),
        FunctionSetting.Of(
            "logFormat", "LogFormat", "LoggingConfig.LogFormat", "How the function's log is written",
            SettingForms.OneOf(("text", LogFormat.Text), ("json", LogFormat.Json)),
            static c => c.LogFormat, static (c, v) => c with { LogFormat = v }, static o => o.LogFormat, static (o, v) => o with { LogFormat = v }),
        FunctionSetting.Of(
            "applicationLogLevel", "ApplicationLogLevel", "LoggingConfig.ApplicationLogLevel", "The least level of lines that reach the log; only with `logFormat` `json`",
            SettingForms.OneOf(
                ("trace", ApplicationLogLevel.Trace), ("debug", ApplicationLogLevel.Debug), ("info", ApplicationLogLevel.Info),
                ("warn", ApplicationLogLevel.Warn), ("error", ApplicationLogLevel.Error), ("fatal", ApplicationLogLevel.Fatal)),
            static c => c.ApplicationLogLevel, static (c, v) => c with { ApplicationLogLevel = v }, static o => o.ApplicationLogLevel, static (o, v) => o with { ApplicationLogLevel = v },
            otherwise: "info",
            and: RefuseLevelOfText),
        FunctionSetting.Of(
            "reservedConcurrency", "ReservedConcurrency", "ReservedConcurrentExecutions", "Concurrency set aside for, and the most allowed to, this function; 0 stops it; not in `defaults`",
            SettingForms.Count(0, int.MaxValue),
            static c => c.ReservedConcurrency, static (c, v) => c with { ReservedConcurrency = v }, static o => o.ReservedConcurrency, static (o, v) => o with { ReservedConcurrency = v },
            otherwise: "none"),
        FunctionSetting.Of(
            "provisioned", "Provisioned", "ProvisionedConcurrentExecutions", "Environments created ahead, usable from `readyAt` after the run's start; not in `defaults`", SettingForms.Provisioned,
            static c => c.Provisioned, static (c, v) => c with { Provisioned = v }, static o => o.Provisioned, static (o, v) => o with { Provisioned = v },
            otherwise: "none"),
        FunctionSetting.Of(
            "init", "Init", null, "Length of INIT", SettingForms.Lengths,
            static c => c.Init, static (c, v) => c with { Init = v }, static o => o.Init, static (o, v) => o with { Init = v },
            otherwise: "the trace's, else the runtime's, else 0"),
        FunctionSetting.Of(
            "firstCallPenalty", "FirstCallPenalty", null, "Whether the first call after a cold start pays the runtime's penalty", SettingForms.Flag,
            static c => c.FirstCallPenalty, static (c, v) => c with { FirstCallPenalty = v }, static o => o.FirstCallPenalty, static (o, v) => o with { FirstCallPenalty = v }),
        FunctionSetting.Of(
            "duration", "Duration", null, "Length of a call where the workload gives none", SettingForms.Lengths,
            static c => c.Duration, static (c, v) => c with { Duration = v }, static o => o.Duration, static (o, v) => o with { Duration = v },
            otherwise: "a call without duration is refused"),
        FunctionSetting.Of(
            "cpu", "Cpu", null, "CPU in proportion to memory, 1,769 MB being one full core: the share of a call that is CPU-bound, and the memory size at which durations hold", SettingForms.Cpu,
            static c => c.Cpu, static (c, v) => c with { Cpu = v }, static o => o.Cpu, static (o, v) => o with { Cpu = v },
            otherwise: "durations do not depend on memory"),
        FunctionSetting.Of(
            "creationDelay", "CreationDelay", null, "Time before INIT to create the environment and fetch the code; not billed", SettingForms.Length,
            static c => c.CreationDelay, static (c, v) => c with { CreationDelay = v }, static o => o.CreationDelay, static (o, v) => o with { CreationDelay = v }),
        FunctionSetting.Of(
            "maximumEventAge", "MaximumEventAge", "MaximumEventAgeInSeconds", "How old an asynchronous event may be when an attempt of it starts", SettingForms.Seconds(60, 21_600),
            static c => c.MaximumEventAge, static (c, v) => c with { MaximumEventAge = v }, static o => o.MaximumEventAge, static (o, v) => o with { MaximumEventAge = v }),
        FunctionSetting.Of(
            "maximumRetryAttempts", "MaximumRetryAttempts", "MaximumRetryAttempts", "How often an asynchronous event is retried after an attempt that failed", SettingForms.Count(0, 2),
            static c => c.MaximumRetryAttempts, static (c, v) => c with { MaximumRetryAttempts = v }, static o => o.MaximumRetryAttempts, static (o, v) => o with { MaximumRetryAttempts = v }),
        FunctionSetting.Of(
            "recursiveLoop", "RecursiveLoop", "RecursiveLoop", "Whether a chain of requests that reaches the function again and again is stopped",
            SettingForms.OneOf(("terminate", RecursiveLoop.Terminate), ("allow", RecursiveLoop.Allow)),
            static c => c.RecursiveLoop, static (c, v) => c with { RecursiveLoop = v }, static o => o.RecursiveLoop, static (o, v) => o with { RecursiveLoop = v }),
        FunctionSetting.Of(
            null, "Environment", "Environment.Variables", "Environment variables that code finds", SettingForms.Variables,
            static c => c.Environment, static (c, v) => c with { Environment = v }, static _ => null, static (o, _) => o,
            otherwise: "those that Lambda sets"),
        FunctionSetting.Of(
            "deadLetterQueue", "DeadLetterQueue", "DeadLetterConfig.TargetArn", "The queue that gets each asynchronous event that was dropped",
            SettingForms.Target("the name of a queue", static (v, _) => Destination.ValidateDeadLetterQueue(v)),
            static c => c.DeadLetterQueue, static (c, v) => c with { DeadLetterQueue = v }, static o => o.DeadLetterQueue, static (o, v) => o with { DeadLetterQueue = v },
            otherwise: "none"),
        FunctionSetting.Of(
            "onSuccess", "OnSuccess", "DestinationConfig.OnSuccess.Destination", "What gets a record of each asynchronous event that ran to success",
            SettingForms.Target("the name of a queue, or `function NAME`", Destination.Validate),
            static c => c.OnSuccess, static (c, v) => c with { OnSuccess = v }, static o => o.OnSuccess, static (o, v) => o with { OnSuccess = v },
            otherwise: "none"),
        FunctionSetting.Of(
            "onFailure", "OnFailure", "DestinationConfig.OnFailure.Destination", "What gets a record of each asynchronous event that was dropped",
            SettingForms.Target("the name of a queue, or `function NAME`", Destination.Validate),
            static c => c.OnFailure, static (c, v) => c with { OnFailure = v }, static o => o.OnFailure, static (o, v) => o with { OnFailure = v },
            otherwise: "none"),
    ];

    /// <summary>Those that configuration files have.</summary>
    public static IReadOnlyList<FunctionSetting> InFiles { get; } = [.. All.Where(static s => s.Key is not null)];

    /// <summary>The pairs of the definition in the log, in ordinal order of their names.</summary>
    public static DefinitionPair[] Pairs { get; } = [.. All.SelectMany(static s => s.Pairs).OrderBy(static p => p.Name, StringComparer.Ordinal)];

    private static readonly FunctionSetting[] Written = [.. InFiles.OrderBy(static s => s.Key, StringComparer.Ordinal)];

    private static readonly Action<FunctionConfig>[] Checks = [.. All.Select(static s => s.Check).OfType<Action<FunctionConfig>>()];

    /// <summary>Refuses what is out of range.</summary>
    public static void Check(FunctionConfig config)
    {
        foreach (var check in Checks)
        {
            check(config);
        }
    }

    /// <summary>Writes what is set, keys in ordinal order.</summary>
    public static void Write(System.Text.Json.Utf8JsonWriter json, FunctionOverrides overrides)
    {
        foreach (var setting in Written)
        {
            setting.Write(json, overrides);
        }
    }

    // Rule INV-LOGLEVEL.
    private static void RefuseLevelOfText(FunctionConfig config)
    {
        if (config.LogFormat == LogFormat.Text && config.ApplicationLogLevel is not null)
        {
            throw new InvalidParameterValueException(
                "LogLevel is not supported when LogFormat is set to \"Text\". Remove LogLevel from your request or change the LogFormat to \"JSON\" and try again.");
        }
    }
}
