using System.Text.Json.Nodes;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>EventBridge Scheduler.</summary>
internal static class ScheduleTypes
{
    public static IReadOnlyList<ResourceType> All { get; } =
    [
        ResourceType.Of("AWS::Scheduler::Schedule",
            "FlexibleTimeWindow! ScheduleExpression! Target! Description EndDate GroupName KmsKeyArn Name ScheduleExpressionTimezone StartDate State", Schedule),
        ResourceType.Of("AWS::Scheduler::ScheduleGroup", "Name Tags", Group),
    ];

    private static Made Schedule(Making m)
    {
        var name = m.Name("Name");
        var arn = (string)m.Call("scheduler", "CreateSchedule", new JsonObject { ["Name"] = name })["ScheduleArn"]!;
        return new Made(name).With("Arn", arn);
    }

    private static Made Group(Making m)
    {
        var name = m.Name("Name");
        var arn = (string)m.Call("scheduler", "CreateScheduleGroup", new JsonObject { ["Name"] = name })["ScheduleGroupArn"]!;
        return new Made(name).With("Arn", arn).With("State", "ACTIVE");
    }
}
