using System.Text.Json.Nodes;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Resources;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>What AWS Lambda has beside functions and mappings.</summary>
internal static class LambdaTypes
{
    // An archive of one empty file: a layer's content is stored, and no call reads it.
    private const string SmallZip = "UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAAHAAAAY29udGVudFBLAQIUABQAAAAAAAAAIQAAAAAAAAAAAAAAAAAHAAAAAAAAAAAAAACAAQAAAABjb250ZW50UEsFBgAAAAABAAEANQAAACUAAAAAAA==";

    public static IReadOnlyList<ResourceType> All { get; } =
    [
        FunctionResource.Type,
        MappingResource.Type,
        ResourceType.Of("AWS::Lambda::Version", "FunctionName! ~CodeSha256 Description ProvisionedConcurrencyConfig ~RuntimePolicy ~FunctionScalingConfig", Version),
        ResourceType.Of("AWS::Lambda::Alias", "FunctionName! FunctionVersion! Name! Description RoutingConfig ProvisionedConcurrencyConfig", Alias),
        ResourceType.Of("AWS::Lambda::Permission", "Action! FunctionName! Principal! SourceArn SourceAccount EventSourceToken PrincipalOrgID FunctionUrlAuthType InvokedViaFunctionUrl", Permission),
        ResourceType.Of("AWS::Lambda::EventInvokeConfig", "FunctionName! Qualifier! MaximumRetryAttempts MaximumEventAgeInSeconds DestinationConfig", EventInvokeConfig),
        ResourceType.Of("AWS::Lambda::Url", "TargetFunctionArn! AuthType! Qualifier Cors InvokeMode", Url),
        ResourceType.Of("AWS::Lambda::LayerVersion", "Content! LayerName Description CompatibleRuntimes CompatibleArchitectures LicenseInfo", Layer),
        ResourceType.Of("AWS::Lambda::LayerVersionPermission", "Action! LayerVersionArn! Principal! OrganizationId", LayerPermission),
        ResourceType.Of("AWS::Lambda::CodeSigningConfig", "AllowedPublishers! CodeSigningPolicies Description Tags", CodeSigning),
    ];

    private static Made Version(Making m)
    {
        var made = m.Lambda("PublishVersion", FunctionJson.Default.PublishVersionRequest, null, "CodeSha256");
        var (arn, version) = ((string)made["FunctionArn"]!, (string)made["Version"]!);
        Provision(m, (string)made["FunctionName"]!, version);
        return new Made(arn).With("Version", version).With("FunctionArn", arn);
    }

    private static Made Alias(Making m)
    {
        var more = new JsonObject();
        if (Shaped.Map(m["RoutingConfig"], "RoutingConfig") is { } routing && routing["AdditionalVersionWeights"] is { } weights)
        {
            var map = new JsonObject();
            foreach (var weight in Shaped.Maps(Shaped.Items(weights), "RoutingConfig.AdditionalVersionWeights"))
            {
                map[Shaped.Text(weight["FunctionVersion"] ?? throw Shaped.Wrong(weight, "RoutingConfig.AdditionalVersionWeights", "a list of maps with FunctionVersion and FunctionWeight"))] =
                    JsonValue.Create(Shaped.Number(weight["FunctionWeight"] ?? throw Shaped.Wrong(weight, "RoutingConfig.AdditionalVersionWeights", "a list of maps with FunctionVersion and FunctionWeight"), "RoutingConfig.AdditionalVersionWeights.FunctionWeight"));
            }

            more["RoutingConfig"] = new JsonObject { ["AdditionalVersionWeights"] = map };
        }

        var arn = (string)m.Lambda("CreateAlias", AliasJson.Default.CreateAliasRequest, more, "RoutingConfig")["AliasArn"]!;
        Provision(m, m.Text("FunctionName")!, m.Text("Name")!);
        return new Made(arn).With("AliasArn", arn);
    }

    private static void Provision(Making m, string function, string qualifier)
    {
        if (Shaped.Map(m["ProvisionedConcurrencyConfig"], "ProvisionedConcurrencyConfig") is { } config)
        {
            var count = config["ProvisionedConcurrentExecutions"] ?? throw Shaped.Wrong(config, "ProvisionedConcurrencyConfig", "a map with ProvisionedConcurrentExecutions");
            m.Door.Lambda("PutProvisionedConcurrencyConfig", new JsonObject
            {
                ["FunctionName"] = function, ["Qualifier"] = qualifier, ["ProvisionedConcurrentExecutions"] = Shaped.Whole(count, "ProvisionedConcurrentExecutions"),
            });
        }
    }

    private static Made Permission(Making m)
    {
        var id = m.World.Names.Of(m.LogicalId, 100);
        m.Lambda("AddPermission", PermissionJson.Default.AddPermissionRequest, new JsonObject { ["StatementId"] = id });
        return new Made(id).With("Id", id);
    }

    private static Made EventInvokeConfig(Making m)
    {
        m.Lambda("PutFunctionEventInvokeConfig", EventInvokeJson.Default.PutFunctionEventInvokeConfigRequest);
        return new Made(m.World.Names.Of(m.LogicalId));
    }

    private static Made Url(Making m)
    {
        var made = m.Lambda("CreateFunctionUrlConfig", UrlJson.Default.CreateFunctionUrlConfigRequest, new JsonObject { ["FunctionName"] = m.Text("TargetFunctionArn") });
        return new Made((string)made["FunctionArn"]!).With("FunctionArn", (string)made["FunctionArn"]!).With("FunctionUrl", (string)made["FunctionUrl"]!);
    }

    private static Made Layer(Making m)
    {
        var arn = (string)m.Lambda("PublishLayerVersion", LayerJson.Default.PublishLayerVersionRequest, new JsonObject
        {
            ["LayerName"] = m.Name("LayerName"), ["Content"] = new JsonObject { ["ZipFile"] = SmallZip },
        }, "Content")["LayerVersionArn"]!;
        m.World.Layers.Add(arn);
        m.Inert("Content", "an archive of one empty file stands for it: no call reads a layer");
        return new Made(arn).With("LayerVersionArn", arn);
    }

    private static Made LayerPermission(Making m)
    {
        var id = m.World.Names.Of(m.LogicalId, 100);
        if (!Arn.TryParse(m.Text("LayerVersionArn"), out var layer) || layer.Parts is not [_, var name, var version] || !long.TryParse(version, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            throw Shaped.Wrong(m["LayerVersionArn"]!, "LayerVersionArn", "the ARN of a layer's version");
        }

        m.Lambda("AddLayerVersionPermission", LayerJson.Default.AddLayerVersionPermissionRequest, new JsonObject
            {
                ["LayerName"] = name, ["VersionNumber"] = number, ["StatementId"] = id,
            });

        return new Made(id).With("Id", id);
    }

    private static Made CodeSigning(Making m)
    {
        var tags = m.Tags();
        var config = m.Lambda("CreateCodeSigningConfig", CodeSigningJson.Default.CreateCodeSigningConfigRequest, tags.Count > 0 ? new JsonObject { ["Tags"] = tags } : null, "Tags")["CodeSigningConfig"]!;
        var arn = (string)config["CodeSigningConfigArn"]!;
        return new Made(arn).With("CodeSigningConfigArn", arn).With("CodeSigningConfigId", (string)config["CodeSigningConfigId"]!);
    }
}
