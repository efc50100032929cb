using System.Text.RegularExpressions;
using LambdaSim.Configuration;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>The service model's constraints on functions (rule CTL-VALIDATION).</summary>
internal static class FunctionConstraints
{
    public static Constraints Of(CreateFunctionRequest request)
    {
        var constraints = OfSettings(request)
            .Required("role", request.Role)
            .Required("code", request.Code)
            .OneOf("packageType", request.PackageType, "Zip", "Image")
            .OneOf("tenancyConfig.tenantIsolationMode", request.TenancyConfig?.TenantIsolationMode, "PER_TENANT")
            .Length("codeSigningConfigArn", request.CodeSigningConfigArn, 0, 200)
            .Pattern("codeSigningConfigArn", request.CodeSigningConfigArn, FunctionPatterns.CodeSigningConfigRegex(), FunctionPatterns.CodeSigningConfig);
        S3(constraints, "code.", request.Code?.S3Bucket, request.Code?.S3Key, request.Code?.S3ObjectVersion);
        Architectures(constraints, request.Architectures);
        return TagConstraints.Of(constraints, request.Tags);
    }

    public static Constraints Of(UpdateFunctionConfigurationRequest request) => OfSettings(request);

    public static Constraints Of(UpdateFunctionCodeRequest request)
    {
        var constraints = new Constraints();
        S3(constraints, "", request.S3Bucket, request.S3Key, request.S3ObjectVersion);
        Architectures(constraints, request.Architectures);
        return constraints;
    }

    public static Constraints Of(PublishVersionRequest request) => new Constraints().Length("description", request.Description, 0, 256);

    public static Constraints Of(ListFunctionsRequest request) => new Constraints()
        .Pattern("masterRegion", request.MasterRegion, FunctionPatterns.MasterRegionRegex(), FunctionPatterns.MasterRegion)
        .OneOf("functionVersion", request.FunctionVersion, "ALL")
        .Range("maxItems", request.MaxItems, 1, 10_000);

    private static Constraints OfSettings(FunctionSettingsRequest request)
    {
        var constraints = new Constraints()
            .Pattern("role", request.Role, FunctionPatterns.RoleRegex(), FunctionPatterns.Role)
            .Length("handler", request.Handler, 0, 128)
            .Pattern("handler", request.Handler, FunctionPatterns.HandlerRegex(), FunctionPatterns.Handler)
            .Length("description", request.Description, 0, 256)
            .Range("timeout", request.Timeout, 1, 900)
            .Range("memorySize", request.MemorySize, 128, 10_240)
            .Pattern("deadLetterConfig.targetArn", request.DeadLetterConfig?.TargetArn, FunctionPatterns.TargetArnRegex(), FunctionPatterns.TargetArn)
            .Pattern("kMSKeyArn", request.KMSKeyArn, FunctionPatterns.TargetArnRegex(), FunctionPatterns.TargetArn)
            .OneOf("tracingConfig.mode", request.TracingConfig?.Mode, "Active", "PassThrough")
            .OneOf("snapStart.applyOn", request.SnapStart?.ApplyOn, "PublishedVersions", "None")
            .OneOf("loggingConfig.logFormat", request.LoggingConfig?.LogFormat, "JSON", "Text")
            .OneOf("loggingConfig.applicationLogLevel", request.LoggingConfig?.ApplicationLogLevel, "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")
            .OneOf("loggingConfig.systemLogLevel", request.LoggingConfig?.SystemLogLevel, "DEBUG", "INFO", "WARN")
            .Length("loggingConfig.logGroup", request.LoggingConfig?.LogGroup, 1, 512)
            .Pattern("loggingConfig.logGroup", request.LoggingConfig?.LogGroup, FunctionPatterns.LogGroupRegex(), FunctionPatterns.LogGroup)
            .Range("ephemeralStorage.size", request.EphemeralStorage?.Size, 512, 10_240)
            .Length("imageConfig.workingDirectory", request.ImageConfig?.WorkingDirectory, 0, 1_000);
        if (request.EphemeralStorage is { Size: null })
        {
            constraints.Required("ephemeralStorage.size", null);
        }

        Count(constraints, "imageConfig.entryPoint", request.ImageConfig?.EntryPoint, 1_500);
        Count(constraints, "imageConfig.command", request.ImageConfig?.Command, 1_500);
        Items(constraints, "vpcConfig.subnetIds", request.VpcConfig?.SubnetIds, 16, 0, 1_024, FunctionPatterns.SubnetRegex(), FunctionPatterns.Subnet, "");
        Items(constraints, "vpcConfig.securityGroupIds", request.VpcConfig?.SecurityGroupIds, 5, 0, 1_024, FunctionPatterns.SecurityGroupRegex(), FunctionPatterns.SecurityGroup, "");
        Items(constraints, "layers", request.Layers, int.MaxValue, 1, 2_048, FunctionPatterns.LayerRegex(), FunctionPatterns.Layer, ", Member must not be null");
        FileSystems(constraints, request.FileSystemConfigs);
        Variables(constraints, request.Environment?.Variables);
        return constraints;
    }

    private static void S3(Constraints constraints, string path, string? bucket, string? key, string? version) => constraints
        .Length($"{path}s3Bucket", bucket, 3, 63)
        .Pattern($"{path}s3Bucket", bucket, FunctionPatterns.BucketRegex(), FunctionPatterns.Bucket)
        .Length($"{path}s3Key", key, 1, 1_024)
        .Length($"{path}s3ObjectVersion", version, 1, 1_024);

    private static void Architectures(Constraints constraints, IReadOnlyList<string?>? architectures)
    {
        if (architectures is null)
        {
            return;
        }

        if (architectures.Count == 0)
        {
            constraints.Violated("architectures", "[]", "Member must have length greater than or equal to 1");
        }

        Count(constraints, "architectures", architectures, 1);
        if (architectures.Any(static a => a is not ("x86_64" or "arm64")))
        {
            constraints.Violated("architectures", Printed(architectures), "Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]");
        }
    }

    private static void FileSystems(Constraints constraints, IReadOnlyList<FileSystemConfig>? configs)
    {
        if (configs is { Count: > 1 })
        {
            constraints.Violated("fileSystemConfigs", $"[{string.Join(", ", configs.Select(static c => $"FileSystemConfig(arn={c?.Arn}, localMountPath={c?.LocalMountPath})"))}]", "Member must have length less than or equal to 1");
        }

        for (var i = 0; i < (configs?.Count ?? 0); i++)
        {
            // AWS counts members from 1.
            var (path, config) = (Text.Invariant($"fileSystemConfigs.{i + 1}.member"), configs![i]);
            constraints.Required($"{path}.arn", config?.Arn)
                .Length($"{path}.arn", config?.Arn, 0, 200)
                .Pattern($"{path}.arn", config?.Arn, FunctionPatterns.FileSystemArnRegex(), FunctionPatterns.FileSystemArn)
                .Required($"{path}.localMountPath", config?.LocalMountPath)
                .Length($"{path}.localMountPath", config?.LocalMountPath, 0, 160)
                .Pattern($"{path}.localMountPath", config?.LocalMountPath, FunctionPatterns.LocalMountPathRegex(), FunctionPatterns.LocalMountPath);
        }
    }

    // AWS prints no names and values of environment variables here.
    private static void Variables(Constraints constraints, IReadOnlyDictionary<string, string?>? variables)
    {
        if (variables?.Keys.Any(static k => !FunctionPatterns.EnvironmentKeyRegex().IsMatch(k)) == true)
        {
            constraints.ViolatedUnprinted("environment.variables", $"Map keys must satisfy constraint: [Member must satisfy regular expression pattern: {FunctionPatterns.EnvironmentKey}]");
        }

        if (variables?.Values.Any(static v => v is null) == true)
        {
            constraints.ViolatedUnprinted("environment.variables", "Map value must satisfy constraint: [Member must not be null]");
        }
    }

    private static void Items(Constraints constraints, string member, IReadOnlyList<string?>? items, int most, int min, int max, Regex regex, string pattern, string end)
    {
        if (items is null)
        {
            return;
        }

        Count(constraints, member, items, most);
        if (items.Any(i => i is null || i.Length < min || i.Length > max || !regex.IsMatch(i)))
        {
            constraints.Violated(member, Printed(items), Text.Invariant($"Member must satisfy constraint: [Member must have length less than or equal to {max}, Member must have length greater than or equal to {min}, Member must satisfy regular expression pattern: {pattern}{end}]"));
        }
    }

    private static void Count(Constraints constraints, string member, IReadOnlyList<string?>? items, int most)
    {
        if (items is not null && items.Count > most)
        {
            constraints.Violated(member, Printed(items), Text.Invariant($"Member must have length less than or equal to {most}"));
        }
    }

    private static string Printed(IReadOnlyList<string?> items) => $"[{string.Join(", ", items)}]";
}
