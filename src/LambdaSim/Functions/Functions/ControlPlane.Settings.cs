using System.Globalization;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// From what a request gives to the settings of a version (rules CTL-SETTINGS, CTL-VPC, CTL-LAYERS).
internal sealed partial class ControlPlane
{
    private const int MaxNewNameParameter = 140;
    private const int MaxName = 64;
    private const int MaxLayers = 5;

    /// <summary>The bare name of a function to be created. A qualifier has no meaning there.</summary>
    private string ReferNew(string? functionName, Constraints constraints)
    {
        constraints.Required("functionName", functionName)
            .Length("functionName", functionName, 1, MaxNewNameParameter)
            .Pattern("functionName", functionName, NamePatterns.NewFunctionNameRegex(), NamePatterns.NewFunctionName)
            .Check();
        var match = NamePatterns.NewFunctionNameRegex().Match(functionName!);
        RequireHere(match.Groups["region"].Value, match.Groups["account"].Value);
        var name = match.Groups["name"].Value;
        return name.Length <= MaxName ? name
            : throw new InvalidParameterValueException($"1 validation error detected: Value '{name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64");
    }

    private FunctionSettings Settings(CreateFunctionRequest request, string name) => Changed(request, new FunctionSettings
    {
        Role = request.Role!,
        Architecture = request.Architectures?[0] ?? "x86_64",
        PackageType = request.PackageType ?? "Zip",
        TenantIsolationMode = request.TenancyConfig?.TenantIsolationMode,
        LoggingConfig = new LoggingConfig { LogFormat = "Text", LogGroup = $"/aws/lambda/{name}" },
    });

    private FunctionSettings Changed(FunctionSettingsRequest request, FunctionSettings before)
    {
        if (request.Runtime is not null)
        {
            FunctionRuntimes.Check(request.Runtime);
        }

        var settings = before with
        {
            Role = request.Role ?? before.Role,
            Runtime = request.Runtime ?? before.Runtime,
            Handler = request.Handler ?? before.Handler,
            Description = request.Description ?? before.Description,
            Timeout = request.Timeout ?? before.Timeout,
            MemorySize = request.MemorySize ?? before.MemorySize,
            EphemeralStorageMb = request.EphemeralStorage?.Size ?? before.EphemeralStorageMb,
            Variables = request.Environment is null ? before.Variables : request.Environment.Variables is { } variables ? FunctionChecks.Variables(variables) : null,
            KmsKeyArn = request.KMSKeyArn is null ? before.KmsKeyArn : request.KMSKeyArn.Length == 0 ? null : request.KMSKeyArn,
            Layers = request.Layers is null ? before.Layers : Uses(request.Layers, before.Layers),
            VpcConfig = request.VpcConfig is null ? before.VpcConfig : Network(request.VpcConfig, before.VpcConfig),
            FileSystemConfigs = request.FileSystemConfigs is null ? before.FileSystemConfigs : request.FileSystemConfigs.Count == 0 ? null : request.FileSystemConfigs,
            DeadLetterTargetArn = request.DeadLetterConfig?.TargetArn is not { } target ? before.DeadLetterTargetArn : target.Length > 0 ? target : null,
            TracingMode = request.TracingConfig?.Mode ?? before.TracingMode,
            LoggingConfig = FunctionChecks.Logging(request.LoggingConfig, before.LoggingConfig),
            SnapStartApplyOn = request.SnapStart?.ApplyOn ?? before.SnapStartApplyOn,
            ImageConfig = request.ImageConfig is null ? before.ImageConfig : request.ImageConfig is { EntryPoint: null, Command: null, WorkingDirectory: null } ? null : request.ImageConfig,
        };
        FunctionChecks.Whole(settings, request.Runtime is not null || request.SnapStart is not null);
        return settings;
    }

    // AWS asks EC2 for the groups first.
    private VpcConfig? Network(VpcConfig given, VpcConfig? before)
    {
        var subnets = given.SubnetIds ?? [];
        var groups = given.SecurityGroupIds ?? [];
        var detaches = subnets.Count == 0 && groups.Count == 0;
        if (detaches && before is null)
        {
            return null;
        }

        if (!detaches && (subnets.Count == 0 || groups.Count == 0))
        {
            throw new InvalidParameterValueException("SubnetIds and SecurityIds must coexist or be both empty list.");
        }

        if (groups.FirstOrDefault(g => _host.Directory.Find(Address.Of("ec2", $"security-group/{g}")) is null) is { } group)
        {
            throw new InvalidParameterValueException($"Error occurred while DescribeSecurityGroups. EC2 Error Code: InvalidGroup.NotFound. EC2 Error Message: The security group '{group}' does not exist");
        }

        if (subnets.FirstOrDefault(s => _host.Directory.Find(Address.Of("ec2", $"subnet/{s}")) is null) is { } subnet)
        {
            throw new InvalidParameterValueException($"Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error Message: The subnet ID '{subnet}' does not exist");
        }

        return new VpcConfig
        {
            SubnetIds = subnets,
            SecurityGroupIds = groups,
            Ipv6AllowedForDualStack = given.Ipv6AllowedForDualStack ?? false,
            // One VPC for each account and region.
            VpcId = detaches ? "" : $"vpc-{Randomness.StableHash.Of($"{Address.Account}/{Address.Region}/vpc").ToString("x17", CultureInfo.InvariantCulture)}",
        };
    }

    // A layer version that is gone may stay, but cannot be added (rule CTL-LAYERS).
    private List<LayerUse>? Uses(IReadOnlyList<string?> arns, IReadOnlyList<LayerUse>? before)
    {
        if (arns.Count > MaxLayers)
        {
            throw new InvalidParameterValueException("Cannot reference more than 5 layers.");
        }

        if (arns.Any(a => FunctionPatterns.LayerRegex().Match(a!).Groups["region"] is { Success: true, Value: var region } && region != Address.Region))
        {
            throw new InvalidParameterValueException($"Layers are not in the same region as the function. Layers are expected to be in region {Address.Region}.");
        }

        List<LayerUse> uses = [.. arns.Select(a => FindLayerVersion(a!) is { } sizes ? new LayerUse(a!, sizes.CodeSize, sizes.UnzippedSize)
            : before?.FirstOrDefault(l => l.Arn == a) ?? throw new InvalidParameterValueException($"Layer version {a} does not exist."))];
        for (var i = 1; i < uses.Count; i++)
        {
            if (uses.Take(i).FirstOrDefault(l => LayerOf(l.Arn) == LayerOf(uses[i].Arn)) is { } other)
            {
                throw new InvalidParameterValueException($"Two different versions of the same layer are not allowed to be referenced in the same function. {other.Arn} and {uses[i].Arn} are versions of the same layer.");
            }
        }

        return uses.Count == 0 ? null : uses;
    }

    private static string LayerOf(string arn) => arn[..arn.LastIndexOf(':')];
}
