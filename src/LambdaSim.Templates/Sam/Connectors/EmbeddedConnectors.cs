using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Connectors;

/// <summary><c>Connectors</c> of a resource, each made a connector of its own with the resource as its source.</summary>
internal static class EmbeddedConnectors
{
    private const string Connectors = "Connectors";

    public static void TakeOut(SamContext context)
    {
        foreach (var (id, member) in context.Resources.Members)
        {
            if (member is not MapNode resource || !resource.Has(Connectors))
            {
                continue;
            }

            context.Set(id, resource.Without(Connectors));
            if (resource[Connectors] is not MapNode connectors)
            {
                context.Fail(SamFault.Resource(id, $"Attribute '{id}.{Connectors}' should be a map.", resource[Connectors]));
                continue;
            }

            foreach (var (name, connector) in connectors.Members)
            {
                try
                {
                    TakeOut(id, resource, name, connector, context);
                }
                catch (SamFault fault)
                {
                    context.Fail(fault);
                }
            }
        }
    }

    private static void TakeOut(string id, MapNode resource, string name, Node connector, SamContext context)
    {
        var full = id + name;
        if (connector is not MapNode map)
        {
            throw SamFault.Resource(full, $"{id}.{full} should be a map.", connector);
        }

        if (map["Properties"] is not MapNode properties)
        {
            throw SamFault.Resource(id, $"Attribute '{Connectors}.{name}.Properties' should be a map.", map["Properties"] ?? map);
        }

        var source = Node.Map(("Id", Node.Of(id)));
        if (properties["SourceReference"] is { } reference)
        {
            if (reference is not MapNode given)
            {
                throw SamFault.Resource(id, $"Property '{Connectors}.{name}.Properties.SourceReference' should be a map.", reference);
            }

            if (given.Has("Id"))
            {
                throw SamFault.Resource(name, "'Id' shouldn't be defined in 'SourceReference'.", given);
            }

            source = given.Members.Aggregate(source, (s, m) => s.With(m.Key, m.Value));
        }

        if (context[full] is { } taken)
        {
            throw SamContext.Duplicate(id, full, "AWS::Serverless::Connector", taken);
        }

        var made = map.With("Type", Node.Of("AWS::Serverless::Connector")).With("Properties", properties.Without("SourceReference").With("Source", source));
        context.Set(full, resource["Condition"] is { } condition && !made.Has("Condition") ? made.With("Condition", condition) : made);
    }
}
