using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Stacks;

namespace LambdaSim.Templates.Sam.Connectors;

/// <summary>A mapping that reads the connector's source for its destination waits for the connector's policy.</summary>
internal static class ConnectorMappings
{
    public static void Wait(string? source, string? destination, string policy, SamContext context)
    {
        if (source is null || destination is null)
        {
            return;
        }

        foreach (var (id, member) in context.Resources.Members)
        {
            if (member is MapNode mapping && Make.Text(mapping["Type"]) == "AWS::Lambda::EventSourceMapping" && mapping["Properties"] is MapNode properties
                && Names(properties["FunctionName"], destination) && Names(properties["EventSourceArn"], source))
            {
                Depend(id, mapping, policy, context);
            }
        }
    }

    /// <summary>Lets a resource wait for another.</summary>
    public static void Depend(string id, MapNode resource, string on, SamContext context)
    {
        IReadOnlyList<Node> before = resource["DependsOn"] switch
        {
            ListNode list => list.Items,
            TextNode text => [text],
            _ => [],
        };
        var ids = before.Select(Make.Text).OfType<string>().Append(on).Distinct(StringComparer.Ordinal);
        context.Set(id, resource.With("DependsOn", Make.Texts([.. ids])));
    }

    private static bool Names(Node? value, string id) => value is not null && References.In(value).Any(r => r.Name == id);
}
