using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;

namespace LambdaSim.Templates.Sam.Events;

/// <summary>A bucket of the template calls the function. The bucket gets the notification, and waits for the permission.</summary>
internal sealed class S3Event : IEventType
{
    private static readonly PropertyTable Table = new()
    {
        { "Bucket", Takes.Text | Takes.Required },
        { "Events", Takes.Text | Takes.List | Takes.Required | Takes.Literal },
        { "Filter", Takes.Map },
    };

    public string Type => "S3";

    public void Translate(SamEvent e, SamContext context)
    {
        Table.Check(e);
        if (!Intrinsic.IsRef(e["Bucket"], out var id) || context[id] is not { } bucket || Make.Text(bucket["Type"]) != "AWS::S3::Bucket")
        {
            throw e.Invalid("S3 events must reference an S3 bucket in the same template.", e["Bucket"]);
        }

        var permission = e.Id + "Permission";
        context.Add(e.Owner, permission, "AWS::Lambda::Permission", e.Permission("s3.amazonaws.com", ("SourceAccount", Make.Ref("AWS::AccountId"))), e.Inherited);
        var changed = Waiting(Notifying(id, bucket, e), permission, e.Owner.Condition);
        context.Set(id, changed);
        context.Tag(e.Owner, id);
    }

    private static MapNode Notifying(string id, MapNode bucket, SamEvent e)
    {
        if (bucket["Properties"] is not (null or MapNode or LiteralNode { Literal: LiteralKind.Null }))
        {
            throw SamFault.Resource(id, "Attribute 'Properties' should be a map.", bucket["Properties"]);
        }

        var properties = bucket["Properties"] as MapNode ?? MapNode.Empty;
        var configuration = properties["NotificationConfiguration"] switch
        {
            null or LiteralNode { Literal: LiteralKind.Null } => MapNode.Empty,
            MapNode map => map,
            var other => throw SamFault.Resource(id, "Property 'NotificationConfiguration' should be a map.", other),
        };
        IReadOnlyList<Node> existing = configuration["LambdaConfigurations"] switch
        {
            null or LiteralNode { Literal: LiteralKind.Null } => [],
            ListNode list => list.Items,
            var other => throw SamFault.Resource(id, "Invalid type for LambdaConfigurations. Must be a list.", other),
        };
        var added = (e["Events"] is ListNode events ? events.Items : [e["Events"]!]).Select(name => Configuration(name, e)).ToArray();
        var news = added.Where(a => !existing.Any(x => NodeEquality.Equal(a, x)));
        return bucket.With("Properties", properties.With("NotificationConfiguration", configuration.With("LambdaConfigurations", Node.List([.. existing, .. news]))));
    }

    private static Node Configuration(Node name, SamEvent e)
    {
        var configuration = Node.Map(("Event", name), ("Function", e.Arn), ("Filter", e["Filter"]));
        return e.Owner.Condition is { } condition ? Make.If(condition, configuration, Make.NoValue) : configuration;
    }

    // A bucket cannot depend on a resource that may not exist; a tag that refers to it waits for it all the same.
    private static MapNode Waiting(MapNode bucket, string permission, string? condition)
    {
        if (condition is null)
        {
            IReadOnlyList<Node> before = bucket["DependsOn"] switch
            {
                ListNode list => list.Items,
                TextNode text => [text],
                _ => [],
            };
            var names = before.Select(Make.Text).OfType<string>().Append(permission).Distinct(StringComparer.Ordinal);
            return bucket.With("DependsOn", Make.Texts([.. names]));
        }

        var properties = (MapNode)bucket["Properties"]!;
        IReadOnlyList<Node> tags = (properties["Tags"] as ListNode)?.Items ?? [];
        var tag = Node.Map(("Key", Node.Of("sam:ConditionalDependsOn:" + permission)), ("Value", Make.If(condition, Make.Ref(permission), Node.Of("no dependency"))));
        return bucket.With("Properties", properties.With("Tags", Node.List([.. tags, tag])));
    }
}
