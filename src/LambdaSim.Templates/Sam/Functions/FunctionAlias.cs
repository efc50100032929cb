using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Functions;

/// <summary>The alias that <c>AutoPublishAlias</c> keeps at the newest version.</summary>
/// <param name="Name">The alias's name.</param>
/// <param name="Id">Its logical id.</param>
/// <param name="Description">The function's description, where publishing changes it.</param>
internal sealed record FunctionAlias(string Name, string Id, Node? Description)
{
    /// <summary>The name with parameters put in; null where nothing is published.</summary>
    public static string? NameOf(SamResource function, SamContext context)
    {
        if (function["AutoPublishAlias"] is not { } given)
        {
            return null;
        }

        var name = context.Parameters.Resolve(given);
        if (Intrinsic.Is(name) || name is not TextNode text)
        {
            throw function.Invalid("'AutoPublishAlias' must be a string or a Ref to a template parameter", given);
        }

        if (text.Text.Length == 0)
        {
            // An empty name written out means no alias; one that a parameter gives is an error.
            return given is TextNode ? null : throw function.Invalid("Alias name is required to create an alias", given);
        }

        return text.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && !text.Text.All(char.IsAsciiDigit)
            ? text.Text
            : throw function.Invalid($"AutoPublishAlias name ('{text.Text}') must contain only alphanumeric characters, hyphens, or underscores matching (?!^[0-9]+$)([a-zA-Z0-9-_]+) pattern.", given);
    }

    public static FunctionAlias Add(SamResource function, string name, MapNode properties, Deployment? deployment, SamContext context)
    {
        var sha = function["AutoPublishCodeSha256"] is { } given ? Make.Text(context.Parameters.Resolve(given)) : null;
        if (function["AutoPublishCodeSha256"] is { } wrong && sha is null)
        {
            throw function.Invalid("AutoPublishCodeSha256 must be a string", wrong);
        }

        var version = function.Id + "Version" + (sha is null ? VersionHash(function, properties, context) : sha[..Math.Min(10, sha.Length)]);
        var alias = function.Id + "Alias" + name.Replace("-", "D", StringComparison.Ordinal).Replace("_", "U", StringComparison.Ordinal);
        context.Add(function, version, "AWS::Lambda::Version", Version(function), VersionAttributes(function));
        context.Add(
            function,
            alias,
            "AWS::Lambda::Alias",
            Node.Map(
                ("Name", Node.Of(name)),
                ("FunctionName", Make.Ref(function.Id)),
                ("FunctionVersion", Make.GetAtt(version, "Version")),
                ("ProvisionedConcurrencyConfig", function["ProvisionedConcurrencyConfig"])),
            deployment is null ? function.Inherited : function.Inherited.With("UpdatePolicy", deployment.UpdatePolicy));
        context.References.Add(function.Id, "Alias", alias);
        context.References.Add(function.Id, "Version", version);
        return new FunctionAlias(name, alias, Described(function, sha));
    }

    private static MapNode Version(SamResource function) => Node.Map(
        ("FunctionName", Make.Ref(function.Id)),
        ("Description", function["VersionDescription"]),
        ("FunctionScalingConfig", function["FunctionScalingConfig"]));

    private static MapNode VersionAttributes(SamResource function)
    {
        var policy = function["VersionDeletionPolicy"]
            ?? function.Node["DeletionPolicy"]
            ?? Node.Of(function["CapacityProviderConfig"] is null ? "Retain" : "Delete");
        return function.Inherited.With("DeletionPolicy", policy);
    }

    // A new version comes with new code, environment, memory or SnapStart; with all properties if that is asked for.
    private static string VersionHash(SamResource function, MapNode properties, SamContext context)
    {
        var map = new MapBuilder();
        if (Make.IsTrue(function["AutoPublishAliasAllProperties"]))
        {
            foreach (var (key, value) in properties.Members)
            {
                map.Set(key, value);
            }

            foreach (var layer in PublishedLayers(function, context))
            {
                map.Set(layer.Key, layer.Value);
            }
        }
        else
        {
            foreach (var (key, value) in (properties["Code"] as MapNode)?.Members ?? [new("Code", properties["Code"]!)])
            {
                map.Set(key, value);
            }

            foreach (var key in new[] { "Environment", "MemorySize" })
            {
                if (properties[key] is { } value)
                {
                    map.Set(key, value);
                }
            }

            if (properties["SnapStart"] is MapNode snap && Make.Text(snap["ApplyOn"]) != "None")
            {
                map.Set("SnapStart", snap);
            }
        }

        return StableHash.Of(map.ToNode(default));
    }

    private static IEnumerable<KeyValuePair<string, Node>> PublishedLayers(SamResource function, SamContext context)
    {
        foreach (var layer in (function["Layers"] as ListNode)?.Items ?? [])
        {
            if (Intrinsic.IsRef(layer, out var id) && context[id] is { } resource && Make.Text(resource["Type"]) == "AWS::Serverless::LayerVersion"
                && resource["Properties"] is MapNode own && Make.IsTrue(own["PublishLambdaVersion"]))
            {
                yield return new KeyValuePair<string, Node>(id, own);
            }
        }
    }

    private static Node? Described(SamResource function, string? sha) => (sha, function["Description"]) switch
    {
        (null, _) => null,
        (_, TextNode text) => new TextNode(text.Text + " " + sha, text.Place),
        (_, null) => Node.Of(sha),
        _ => null,
    };
}
