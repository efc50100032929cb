using System.Text.Json.Nodes;
using LambdaSim.Resources;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>EventBridge.</summary>
internal static class BusTypes
{
    public static IReadOnlyList<ResourceType> All { get; } =
    [
        ResourceType.Of("AWS::Events::EventBus", "Name! DeadLetterConfig Description EventSourceName KmsKeyIdentifier LogConfig Policy Tags", Bus),
        ResourceType.Of("AWS::Events::Rule", "Description EventBusName EventPattern Name RoleArn ScheduleExpression State Tags Targets", Rule),
        ResourceType.Of("AWS::Events::EventBusPolicy", "StatementId! Action Condition EventBusName Principal Statement", Policy),
    ];

    private static Made Bus(Making m)
    {
        var arn = (string)m.Call("events", "CreateEventBus")["EventBusArn"]!;
        var name = m.Text("Name")!;
        if (m["Policy"] is { } policy)
        {
            m.Door.Call("events", "PutPermission", new JsonObject { ["EventBusName"] = name, ["Policy"] = JsonOutput.Of(policy) });
        }

        return new Made(name).With("Arn", arn).With("Name", name).With("Policy", m.Text("Policy") ?? "");
    }

    private static Made Rule(Making m)
    {
        var name = m.Name("Name");
        var bus = m.Text("EventBusName");
        var arn = (string)m.Call("events", "PutRule", new JsonObject { ["Name"] = name })["RuleArn"]!;
        var shape = Services.ServiceEntry.All["events"].Operation("PutTargets").Input.Named("Targets")!.Shape;
        if (m["Targets"] is { } targets)
        {
            var input = new JsonObject { ["Rule"] = name, ["Targets"] = m.Shape.Of(targets, shape, "Targets") };
            if (bus is not null)
            {
                input["EventBusName"] = bus;
            }

            if (m.Door.Call("events", "PutTargets", input)["FailedEntries"] is JsonArray { Count: > 0 } failed)
            {
                throw Fault.At(targets, $"target {failed[0]!["TargetId"]} was refused: {failed[0]!["ErrorCode"]}: {failed[0]!["ErrorMessage"]}", null, m.LogicalId);
            }
        }

        var busName = Arn.TryParse(bus, out var named) ? named.Resource[(named.Resource.IndexOf('/', StringComparison.Ordinal) + 1)..] : bus;
        return new Made(busName is null or "default" ? name : $"{busName}|{name}").With("Arn", arn);
    }

    private static Made Policy(Making m)
    {
        var input = new JsonObject();
        if (m.Text("EventBusName") is { } bus)
        {
            input["EventBusName"] = bus;
        }

        if (Shaped.Map(m["Statement"], "Statement") is { } statement)
        {
            var text = JsonNode.Parse(JsonOutput.Of(statement))!.AsObject();
            text["Sid"] ??= m.Text("StatementId");
            input["Policy"] = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(text) }.ToJsonString();
            m.Door.Call("events", "PutPermission", input);
        }
        else
        {
            m.Call("events", "PutPermission");
        }

        return new Made(m.World.Names.Of(m.LogicalId));
    }
}
