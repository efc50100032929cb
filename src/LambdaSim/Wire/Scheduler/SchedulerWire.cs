using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Schedules;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Scheduler;

/// <summary>EventBridge Scheduler's API.</summary>
internal sealed class SchedulerWire() : TableService(SchedulerShapes.Service, WireProtocol.RestJson, _operations)
{
    private const int MostListed = 100;

    private static readonly TableOperation[] _operations =
    [
        new(SchedulerShapes.CreateSchedule, static c => new JsonObject
        {
            ["ScheduleArn"] = At(c).Once("CreateSchedule", c.Text("ClientToken"), c.Input.ToJsonString(), () => At(c).Create(c.Text("Name")!, c.Text("GroupName"), ScheduleDocument.Read(c)).Arn),
        }),
        new(SchedulerShapes.UpdateSchedule, static c => new JsonObject { ["ScheduleArn"] = At(c).Update(c.Text("Name")!, c.Text("GroupName"), ScheduleDocument.Read(c)).Arn }),
        new(SchedulerShapes.GetSchedule, static c => ScheduleDocument.Write(At(c).Get(c.Text("Name")!, c.Text("GroupName")))),
        new(SchedulerShapes.DeleteSchedule, static c => Done(() => At(c).Delete(c.Text("Name")!, c.Text("GroupName")))),
        new(SchedulerShapes.ListSchedules, ListSchedules),
        new(SchedulerShapes.CreateScheduleGroup, static c => new JsonObject
        {
            ["ScheduleGroupArn"] = At(c).Once("CreateScheduleGroup", c.Text("ClientToken"), c.Input.ToJsonString(), () => At(c).CreateGroup(c.Text("Name")!, Tags(c)).Arn.ToString()),
        }),
        new(SchedulerShapes.GetScheduleGroup, static c => Group(At(c).Group(c.Text("Name")))),
        new(SchedulerShapes.DeleteScheduleGroup, static c => Done(() => At(c).DeleteGroup(c.Text("Name")!))),
        new(SchedulerShapes.ListScheduleGroups, ListGroups),
        new(SchedulerShapes.ListTagsForResource, static c => new JsonObject
        {
            ["Tags"] = new JsonArray([.. At(c).Tagged(c.Text("ResourceArn")!).Tags.Select(static t => (JsonNode)new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })]),
        }),
        new(SchedulerShapes.TagResource, static c => Done(() => At(c).Tag(c.Text("ResourceArn")!, Tags(c)))),
        new(SchedulerShapes.UntagResource, static c => Done(() => At(c).Untag(c.Text("ResourceArn")!, c.Texts("TagKeys")))),
    ];

    public override string SigningName => "scheduler";

    protected override string Title => "EventBridge Scheduler";

    private static SchedulerService At(TableCall call) => call.World.Book<ScheduleBook>().At(call.Caller.Account, call.Caller.Region);

    private static JsonObject? Done(Action work)
    {
        work();
        return null;
    }

    private static SortedDictionary<string, string> Tags(TableCall call)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in call.Objects("Tags"))
        {
            tags[(string)tag["Key"]!] = (string)tag["Value"]!;
        }

        return tags;
    }

    private static JsonObject ListSchedules(TableCall call)
    {
        var (group, state, prefix) = (call.Text("GroupName"), call.Text("State"), call.Text("NamePrefix") ?? "");
        var found = (group is null ? At(call).Schedules : At(call).Group(group).Schedules.Values)
            .Where(s => s.Name.StartsWith(prefix, StringComparison.Ordinal) && (state is null || ScheduleDocument.StateOf(s) == state));
        return Page(call, "Schedules", found.Select(static s => ($"{s.GroupName} {s.Name}", new JsonObject
        {
            ["Arn"] = s.Arn,
            ["CreationDate"] = Timestamps.Write(s.CreatedAt),
            ["GroupName"] = s.GroupName,
            ["LastModificationDate"] = Timestamps.Write(s.ModifiedAt),
            ["Name"] = s.Name,
            ["State"] = ScheduleDocument.StateOf(s),
            ["Target"] = new JsonObject { ["Arn"] = s.Settings.Target.Arn },
        })));
    }

    private static JsonObject ListGroups(TableCall call)
    {
        var prefix = call.Text("NamePrefix") ?? "";
        return Page(call, "ScheduleGroups", At(call).Groups.Where(g => g.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(static g => (g.Name, Group(g))));
    }

    private static JsonObject Group(ScheduleGroup group) => new()
    {
        ["Arn"] = group.Arn.ToString(),
        ["CreationDate"] = Timestamps.Write(group.CreatedAt),
        ["LastModificationDate"] = Timestamps.Write(group.ModifiedAt),
        ["Name"] = group.Name,
        ["State"] = "ACTIVE",
    };

    private static JsonObject Page(TableCall call, string member, IEnumerable<(string Key, JsonObject Item)> items)
    {
        var (page, next) = TokenPage.Of(items, call.Text("NextToken"), call.Number("MaxResults") ?? MostListed) ?? throw SchedulerException.Invalid("Invalid NextToken.");
        var result = new JsonObject { [member] = new JsonArray([.. page]) };
        if (next is not null)
        {
            result["NextToken"] = next;
        }

        return result;
    }
}
