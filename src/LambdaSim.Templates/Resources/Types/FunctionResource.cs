using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Resources.Types;

/// <summary><c>AWS::Lambda::Function</c>: added in process with its code or its duration, then configured over the API as CloudFormation does.</summary>
internal static class FunctionResource
{
    public static ResourceType Type { get; } = ResourceType.Of("AWS::Lambda::Function",
        "Code! Role! Architectures CodeSigningConfigArn DeadLetterConfig Description Environment EphemeralStorage FileSystemConfigs FunctionName Handler ImageConfig KmsKeyArn Layers "
        + "LoggingConfig MemorySize PackageType RecursiveLoop ReservedConcurrentExecutions Runtime RuntimeManagementConfig SnapStart Tags Timeout TracingConfig VpcConfig "
        + "~TenancyConfig ~CapacityProviderConfig ~DurableConfig ~FunctionScalingConfig ~PublishToLatestPublished ~SnapStartResponse", Make);

    private static Made Make(Making m)
    {
        var name = m.Name("FunctionName");
        var isImage = m.Text("PackageType") == "Image" || (m["Code"] is MapNode code && code["ImageUri"] is not null);
        var below = m.World.Simulation.Layers(name);
        var found = m.World.Handlers.Find(m.LogicalId, name, m.Text("Handler"), below);
        if (found.Code is null && found.Duration is null)
        {
            throw Fault.At(m["Handler"]?.Place ?? m.Resource.Place,
                $"function {m.LogicalId} has nothing to run: {found.Problem}{(m.Text("Handler") is { } handler ? $" (handler '{handler}')" : "")}",
                $"bind code to it, t.Handlers.From(assembly) or t.Handlers.Bind(\"{m.LogicalId}\", handler), or say how long its calls take, t.Handlers.Model(\"{m.LogicalId}\", 100.Milliseconds)", m.LogicalId);
        }

        RequireRuntime(m, isImage);
        var deprecated = Deprecated(m, isImage);
        var function = m.World.Simulation.Add(name, found.Code, f => f with
        {
            Duration = found.Duration ?? f.Duration,
            Runtime = deprecated is not null && RuntimeCatalog.Names.Contains(deprecated, StringComparer.Ordinal) ? deprecated : f.Runtime,
            PackageType = isImage ? PackageType.Image : PackageType.Zip,
            Architecture = m.List("Architectures").Any(static a => Shaped.Text(a) == "arm64") ? Architecture.Arm64 : Architecture.X86_64,
        });
        Configure(m, name, isImage ? ["Runtime", "Handler"] : deprecated is not null ? ["Runtime"] : []);
        return new Made(name).With("Arn", function.Arn)
            .With("SnapStartResponse.ApplyOn", Shaped.Map(m["SnapStart"], "SnapStart") is { } snap && snap["ApplyOn"] is TextNode on ? on.Text : "None")
            .With("SnapStartResponse.OptimizationStatus", "Off");
    }

    private static void RequireRuntime(Making m, bool isImage)
    {
        foreach (var property in isImage ? [] : new[] { "Runtime", "Handler" })
        {
            if (m[property] is null)
            {
                throw Fault.At(m.Resource.Place, "Runtime and Handler are mandatory parameters for functions created with deployment packages.", $"add {property}", m.LogicalId);
            }
        }
    }

    // Functions made in time still run on what Lambda takes no longer for new ones, and so does a template that was deployed then.
    private static string? Deprecated(Making m, bool isImage)
    {
        if (isImage || m.Text("Runtime") is not { } runtime || !FunctionRuntimes.IsDeprecated(runtime))
        {
            return null;
        }

        m.Inert("Runtime", $"Lambda takes {runtime} no longer for new functions; it is made all the same");
        return runtime;
    }

    private static bool Names(MapNode vpc, string property, string prefix) =>
        vpc[property] is not { } ids || Shaped.Items(ids).All(i => Shaped.Text(i).StartsWith(prefix, StringComparison.Ordinal));

    private static void Configure(Making m, string name, string[] except)
    {
        var more = new JsonObject { ["FunctionName"] = name };
        if (m.Text("KmsKeyArn") is { } key)
        {
            more["KMSKeyArn"] = key;
        }

        if (Shaped.Map(m["VpcConfig"], "VpcConfig") is { } vpc && !Names(vpc, "SubnetIds", "subnet-") | !Names(vpc, "SecurityGroupIds", "sg-"))
        {
            m.Inert("VpcConfig", "its ids are not of AWS's form; it is left out");
            except = [.. except, "VpcConfig"];
        }

        if (m.List("Layers").Select(Shaped.Text).Where(l => !m.World.Layers.Contains(l)).ToList() is { Count: > 0 } others)
        {
            m.Inert("Layers", $"{string.Join(", ", others)} of elsewhere: no call reads a layer");
            more["Layers"] = new JsonArray([.. m.List("Layers").Select(Shaped.Text).Where(m.World.Layers.Contains).Select(static l => (JsonNode)l)]);
        }

        m.Lambda("UpdateFunctionConfiguration", FunctionJson.Default.UpdateFunctionConfigurationRequest, more, except);
        if (m["ReservedConcurrentExecutions"] is { } reserved)
        {
            m.Door.Lambda("PutFunctionConcurrency", new JsonObject { ["FunctionName"] = name, ["ReservedConcurrentExecutions"] = Shaped.Whole(reserved, "ReservedConcurrentExecutions") });
        }

        if (m.Text("RecursiveLoop") is { } loop)
        {
            m.Door.Lambda("PutFunctionRecursionConfig", new JsonObject { ["FunctionName"] = name, ["RecursiveLoop"] = loop });
        }

        if (Shaped.Map(m["RuntimeManagementConfig"], "RuntimeManagementConfig") is { } runtime)
        {
            var request = new JsonObject { ["FunctionName"] = name };
            foreach (var (member, value) in runtime.Members)
            {
                request[member] = Shaped.Text(value);
            }

            m.Door.Lambda("PutRuntimeManagementConfig", request);
        }

        if (m.Text("CodeSigningConfigArn") is { } signing)
        {
            m.Door.Lambda("PutFunctionCodeSigningConfig", new JsonObject { ["FunctionName"] = name, ["CodeSigningConfigArn"] = signing });
        }

        if (m.Tags() is { Count: > 0 } tags)
        {
            m.Door.Lambda("TagResource", new JsonObject { ["Resource"] = m.Arn("lambda", $"function:{name}").ToString(), ["Tags"] = tags });
        }
    }
}
