using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Types;

/// <summary><c>AWS::Serverless::LayerVersion</c>: a layer whose id changes with its content's address, so that a new version is made.</summary>
internal sealed class LayerVersionType : IResourceType
{
    private static readonly PropertyTable Table = new()
    {
        { "LayerName", Takes.Text },
        { "Description", Takes.Text },
        { "ContentUri", Takes.Text | Takes.Map | Takes.Required },
        { "CompatibleArchitectures", Takes.List },
        { "CompatibleRuntimes", Takes.List },
        { "LicenseInfo", Takes.Text },
        { "RetentionPolicy", Takes.Text },
        { "PublishLambdaVersion", Takes.Boolean },
    };

    private static readonly string[] Architectures = ["x86_64", "arm64"];

    public string Type => "AWS::Serverless::LayerVersion";

    public void Translate(SamResource layer, SamContext context)
    {
        Table.Check(layer.Id, Type, layer.Properties);
        Check(layer, context);
        var id = layer.Id + StableHash.Of(layer.Properties);
        context.References.Rename(layer.Id, id);
        context.Add(
            layer,
            id,
            "AWS::Lambda::LayerVersion",
            Node.Map(
                ("Content", Content(layer, context)),
                ("LayerName", layer["LayerName"] is { } name ? context.Parameters.Resolve(name) : Node.Of(layer.Id)),
                ("Description", layer["Description"]),
                ("CompatibleArchitectures", layer["CompatibleArchitectures"]),
                ("CompatibleRuntimes", layer["CompatibleRuntimes"]),
                ("LicenseInfo", layer["LicenseInfo"] is { } licence ? context.Parameters.Resolve(licence) : null)),
            layer.Own.With("DeletionPolicy", Node.Of(Retention(layer, context))));
    }

    private static Node Content(SamResource layer, SamContext context)
    {
        var uri = layer["ContentUri"]!;
        if (context.Inputs.KeepsLocalPaths && S3Location.LocalPath(uri) is { } path)
        {
            return path;
        }

        var place = S3Location.Read(layer.Id, "ContentUri", uri, "LayerContent");
        return Node.Map(("S3Bucket", place.Bucket), ("S3Key", place.Key), ("S3ObjectVersion", place.Version));
    }

    private static void Check(SamResource layer, SamContext context)
    {
        foreach (var item in (layer["CompatibleArchitectures"] as ListNode)?.Items ?? [])
        {
            if (!Intrinsic.Is(item) && !Architectures.Contains(Make.Text(context.Parameters.Resolve(item)), StringComparer.Ordinal))
            {
                throw layer.Invalid("CompatibleArchitectures needs to be a list of 'x86_64' or 'arm64'", item);
            }
        }
    }

    private static string Retention(SamResource layer, SamContext context)
    {
        if (layer["RetentionPolicy"] is not { } given)
        {
            return Make.Text(layer.Node["DeletionPolicy"]) ?? "Retain";
        }

        return Make.Text(context.Parameters.Resolve(given))?.ToLowerInvariant() switch
        {
            "retain" => "Retain",
            "delete" => "Delete",
            _ => throw layer.Invalid("'RetentionPolicy' must be one of the following options: ['Retain', 'Delete'].", given),
        };
    }
}
