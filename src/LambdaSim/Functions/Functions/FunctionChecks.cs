using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>What AWS checks of functions beyond its service model, in its own words.</summary>
internal static class FunctionChecks
{
    private const int FreeStorageMb = 512;

    /// <summary>Members of AWS that would change what a function does and that the simulation does not have: refused, never ignored.</summary>
    private static readonly string[] _unsimulated = ["CapacityProviderConfig", "DurableConfig", "PublishTo", "S3ObjectStorageMode", "SourceKMSKeyArn"];

    /// <exception cref="InvalidParameterValueException">A member is not simulated.</exception>
    public static void Unsimulated(IDictionary<string, JsonElement>? others)
    {
        if (_unsimulated.FirstOrDefault(m => others is not null && others.TryGetValue(m, out var value) && value.ValueKind != JsonValueKind.Null) is { } member)
        {
            throw new InvalidParameterValueException($"LambdaSim does not simulate {member}. Leave it out of the request.");
        }
    }

    /// <summary>Environment variables in ordinal order (rule CTL-ENVIRONMENT).</summary>
    /// <exception cref="InvalidParameterValueException">Reserved keys, or more than 4 KB as JSON.</exception>
    public static SortedDictionary<string, string> Variables(IReadOnlyDictionary<string, string?> variables)
    {
        VariableSet.Check(variables);
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in variables)
        {
            sorted.Add(key, value!);
        }

        return sorted;
    }

    /// <summary>Given members over those before; levels belong to JSON only (rule CTL-LOGGING).</summary>
    public static LoggingConfig Logging(LoggingConfig? given, LoggingConfig before)
    {
        if (given is null)
        {
            return before;
        }

        var format = given.LogFormat ?? before.LogFormat;
        var group = given.LogGroup ?? before.LogGroup;
        if (format == "JSON")
        {
            return new LoggingConfig
            {
                LogFormat = format,
                ApplicationLogLevel = given.ApplicationLogLevel ?? before.ApplicationLogLevel ?? "INFO",
                SystemLogLevel = given.SystemLogLevel ?? before.SystemLogLevel ?? "INFO",
                LogGroup = group,
            };
        }

        return given.ApplicationLogLevel is null && given.SystemLogLevel is null
            ? new LoggingConfig { LogFormat = format, LogGroup = group }
            : throw new InvalidParameterValueException("LogLevel is not supported when LogFormat is set to \"Text\". Remove LogLevel from your request or change the LogFormat to \"JSON\" and try again.");
    }

    /// <summary>What must fit together in the settings as they will be.</summary>
    public static void Whole(FunctionSettings settings, bool runtimeOrSnapStartGiven)
    {
        if (settings.PackageType == "Zip" && (settings.Runtime is null || settings.Handler is null))
        {
            throw new InvalidParameterValueException("Runtime and Handler are mandatory parameters for functions created with deployment packages.");
        }

        if (settings.PackageType == "Image" && (settings.Runtime is not null || settings.Handler is not null || settings.Layers is { Count: > 0 }))
        {
            throw new InvalidParameterValueException("Please don't provide handler or runtime or layer when the intended function PackageType is Image.");
        }

        if (runtimeOrSnapStartGiven && settings is { SnapStartApplyOn: "PublishedVersions", Runtime: { } runtime } && !FunctionRuntimes.HasSnapStart(runtime))
        {
            throw new InvalidParameterValueException($"{runtime} is not supported for SnapStart enabled functions.");
        }

        if (settings.SnapStartApplyOn == "PublishedVersions")
        {
            WithSnapStart(settings);
        }

        if (settings.FileSystemConfigs is { Count: > 0 } && settings.VpcConfig?.SubnetIds is not { Count: > 0 })
        {
            throw new InvalidParameterValueException("Function must be configured to execute in a VPC to reference access points.");
        }

        if (settings.DeadLetterTargetArn is { } target && !DestinationRule.TakesDeadLetters(target))
        {
            throw new InvalidParameterValueException($"The dead letter target {target} must be an SQS queue or an SNS topic.");
        }
    }

    /// <summary>What belongs to no function whose environments are those of one tenant (rule CTL-TENANCY).</summary>
    /// <exception cref="InvalidParameterValueException">The function is such.</exception>
    public static void Untenanted(FunctionSettings settings, string what)
    {
        if (settings.TenantIsolationMode is not null)
        {
            throw new InvalidParameterValueException($"{what} is not supported for functions enabled with tenancy configuration.");
        }
    }

    // Rule CTL-SNAPSTART. AWS published the words for runtimes only.
    private static void WithSnapStart(FunctionSettings settings)
    {
        Untenanted(settings, "SnapStart");
        if (settings.FileSystemConfigs is { Count: > 0 })
        {
            throw new InvalidParameterValueException("FileSystemConfigs is not supported for SnapStart enabled functions.");
        }

        if (settings.EphemeralStorageMb > FreeStorageMb)
        {
            throw new InvalidParameterValueException(Text.Invariant($"EphemeralStorage of more than {FreeStorageMb} MB is not supported for SnapStart enabled functions."));
        }
    }
}
