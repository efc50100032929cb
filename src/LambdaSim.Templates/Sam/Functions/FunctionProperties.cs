namespace LambdaSim.Templates.Sam.Functions;

/// <summary>The properties of <c>AWS::Serverless::Function</c>.</summary>
internal static class FunctionProperties
{
    public static PropertyTable Table { get; } = new()
    {
        { "FunctionName", Takes.Text },
        { "Handler" },
        { "Runtime" },
        { "CodeUri" },
        { "ImageUri", Takes.Text },
        { "PackageType", Takes.Text },
        { "InlineCode", Takes.Text },
        { "DeadLetterQueue", Takes.Map },
        { "Description" },
        { "MemorySize" },
        { "Timeout" },
        { "VpcConfig", Takes.Map },
        { "Role", Takes.Text },
        { "AssumeRolePolicyDocument", Takes.Map },
        { "Policies", Takes.Text | Takes.List | Takes.Map },
        { "RolePath" },
        { "PermissionsBoundary", Takes.Text },
        { "Environment", Takes.Map },
        { "Events", Takes.Map },
        { "Tags", Takes.Map },
        { "PropagateTags", Takes.Boolean },
        { "Tracing", Takes.Map | Takes.Text },
        { "KmsKeyArn" },
        { "DeploymentPreference", Takes.Map },
        { "ReservedConcurrentExecutions" },
        { "Layers", Takes.List },
        { "EventInvokeConfig", Takes.Map },
        { "AutoPublishAlias", Takes.Text },
        { "AutoPublishCodeSha256", Takes.Text },
        { "AutoPublishAliasAllProperties", Takes.Boolean | Takes.Literal },
        { "VersionDescription", Takes.Text },
        { "ProvisionedConcurrencyConfig", Takes.Map },
        { "FileSystemConfigs", Takes.List },
        { "ImageConfig", Takes.Map },
        { "CodeSigningConfigArn", Takes.Text },
        { "Architectures", Takes.List },
        { "SnapStart", Takes.Map },
        { "EphemeralStorage", Takes.Map },
        { "FunctionUrlConfig", Takes.Map },
        { "RuntimeManagementConfig" },
        { "LoggingConfig" },
        { "RecursiveLoop" },
        { "SourceKMSKeyArn" },
        { "TenancyConfig" },
        { "DurableConfig" },
        { "CapacityProviderConfig" },
        { "FunctionScalingConfig" },
        { "PublishToLatestPublished" },
        { "VersionDeletionPolicy" },
    };

    /// <summary>Properties that become the function's under the same name.</summary>
    public static IReadOnlyList<string> Same { get; } =
    [
        "FunctionName", "Handler", "Runtime", "Description", "MemorySize", "Timeout", "VpcConfig", "Environment", "KmsKeyArn",
        "ReservedConcurrentExecutions", "Layers", "FileSystemConfigs", "ImageConfig", "PackageType", "CodeSigningConfigArn", "Architectures",
        "SnapStart", "EphemeralStorage", "RuntimeManagementConfig", "LoggingConfig", "RecursiveLoop", "TenancyConfig", "DurableConfig",
        "FunctionScalingConfig", "PublishToLatestPublished",
    ];
}
