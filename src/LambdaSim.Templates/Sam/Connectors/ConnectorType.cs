using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Connectors;

/// <summary><c>AWS::Serverless::Connector</c>: the rights that let one resource use another.</summary>
internal sealed class ConnectorType : IResourceType
{
    private static readonly PropertyTable Table = new()
    {
        { "Source", Takes.Map | Takes.Required },
        { "Destination", Takes.Map | Takes.List | Takes.Required },
        { "Permissions", Takes.List | Takes.Required | Takes.Literal },
        { "SourceReference" },
    };

    public string Type => "AWS::Serverless::Connector";

    public void Translate(SamResource connector, SamContext context)
    {
        Table.Check(connector.Id, Type, connector.Properties);
        var permissions = ((ListNode)connector["Permissions"]!).Items.Select(Make.Text).OfType<string>().ToArray();
        if (connector["Permissions"] is ListNode { Items.Count: 0 } none)
        {
            throw connector.Invalid("'Permissions' cannot be empty; valid values are: Read, Write.", none);
        }

        if (connector["Destination"] is ListNode { Items.Count: 0 } empty)
        {
            throw connector.Invalid("'Destination' is an empty list", empty);
        }

        var several = connector["Destination"] as ListNode;
        var destinations = several?.Items ?? [connector["Destination"]!];
        for (var i = 0; i < destinations.Count; i++)
        {
            if (destinations[i] is not MapNode destination)
            {
                throw connector.Invalid("'Destination' should be a map.", destinations[i]);
            }

            Connect(connector, destination, permissions, several is null ? string.Empty : Text.Invariant($"Destination{i}"), context);
        }
    }

    private static void Connect(SamResource connector, MapNode given, string[] permissions, string suffix, SamContext context)
    {
        var source = ConnectorEnd.Read(connector.Id, (MapNode)connector["Source"]!, context);
        var destination = ConnectorEnd.Read(connector.Id, given, context);
        var profile = ConnectorProfiles.Find(source.Type, destination.Type)
            ?? throw connector.Invalid($"Unable to create connector from {source.Type} to {destination.Type}; it's not supported or the template is invalid.", given);
        CheckPermissions(connector, profile, permissions, source, destination);
        var (id, type, properties) = ConnectorResources.Of(connector, source, destination, profile, permissions);
        var ends = Node.Map(
            ("Source", Node.Map(("Type", Node.Of(source.Written)))),
            ("Destination", Node.Map(("Type", Node.Of(destination.Written)))));
        context.Add(
            connector,
            id + suffix,
            type,
            properties,
            connector.Inherited.With("Metadata", (connector.Node["Metadata"] as MapNode ?? MapNode.Empty).With("aws:sam:connectors", Node.Map((connector.Id, ends)))));
        if (profile.Kind == ConnectorKind.DestinationPolicy)
        {
            ConnectorMappings.Wait(source.Id, destination.Id, id + suffix, context);
        }

        if (profile.SourceWaits && source.Id is { } first && context[first] is { } resource)
        {
            ConnectorMappings.Depend(first, resource, id + suffix, context);
        }
    }

    private static void CheckPermissions(SamResource connector, ConnectorProfile profile, string[] permissions, ConnectorEnd source, ConnectorEnd destination)
    {
        var head = $"Unsupported 'Permissions' provided for connector from {source.Type} to {destination.Type}; ";
        if (!profile.Combined && permissions.Any(p => !profile.Access.ContainsKey(p)))
        {
            throw connector.Invalid($"{head}valid values are: {string.Join(", ", profile.Access.Keys)}.", connector["Permissions"]);
        }

        if (profile.Combined && !profile.Access.Keys.Order(StringComparer.Ordinal).SequenceEqual(permissions.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            throw connector.Invalid($"{head}valid combinations are: {string.Join(" + ", profile.Access.Keys)}.", connector["Permissions"]);
        }
    }
}
