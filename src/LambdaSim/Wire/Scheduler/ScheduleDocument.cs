using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Schedules;

namespace LambdaSim.Wire.Scheduler;

/// <summary>Settings of schedules as requests and answers have them.</summary>
internal static class ScheduleDocument
{
    private const string Flexible = "FLEXIBLE";

    // Of targets that are not simulated.
    private static readonly string[] _others = ["EcsParameters", "KinesisParameters", "SageMakerPipelineParameters"];

    public static ScheduleSettings Read(TableCall call)
    {
        var window = call.Input["FlexibleTimeWindow"]!.AsObject();
        return new ScheduleSettings(ScheduleChecks.Expression(call.Text("ScheduleExpression")!), Target(call.Input["Target"]!.AsObject()))
        {
            ZoneName = call.Text("ScheduleExpressionTimezone") ?? ScheduleSettings.Utc,
            Start = Timestamps.Read(call.Input["StartDate"]),
            End = Timestamps.Read(call.Input["EndDate"]),
            WindowMinutes = ScheduleChecks.Window((string)window["Mode"]!, (int?)window["MaximumWindowInMinutes"]),
            IsEnabled = call.Text("State") is null or "ENABLED",
            DeletesItself = call.Text("ActionAfterCompletion") == "DELETE",
            Description = call.Text("Description"),
            KmsKeyArn = call.Text("KmsKeyArn"),
        };
    }

    public static JsonObject Write(Schedule schedule)
    {
        var settings = schedule.Settings;
        var document = new JsonObject
        {
            ["ActionAfterCompletion"] = settings.DeletesItself ? "DELETE" : "NONE",
            ["Arn"] = schedule.Arn,
            ["CreationDate"] = Timestamps.Write(schedule.CreatedAt),
            ["FlexibleTimeWindow"] = new JsonObject { ["Mode"] = settings.WindowMinutes is null ? "OFF" : Flexible },
            ["GroupName"] = schedule.GroupName,
            ["LastModificationDate"] = Timestamps.Write(schedule.ModifiedAt),
            ["Name"] = schedule.Name,
            ["ScheduleExpression"] = settings.Expression.Text,
            ["ScheduleExpressionTimezone"] = settings.ZoneName,
            ["State"] = StateOf(schedule),
            ["Target"] = Write(settings.Target),
        };
        if (settings.WindowMinutes is { } minutes)
        {
            document["FlexibleTimeWindow"]!["MaximumWindowInMinutes"] = minutes;
        }

        Add(document, "Description", settings.Description);
        Add(document, "KmsKeyArn", settings.KmsKeyArn);
        Add(document, "StartDate", settings.Start is { } start ? Timestamps.Write(start) : null);
        Add(document, "EndDate", settings.End is { } end ? Timestamps.Write(end) : null);
        return document;
    }

    public static string StateOf(Schedule schedule) => schedule.Settings.IsEnabled ? "ENABLED" : "DISABLED";

    private static ScheduleTarget Target(JsonObject target)
    {
        var retries = target["RetryPolicy"];
        var others = new JsonObject(_others.Where(n => target[n] is not null).Select(n => KeyValuePair.Create(n, target[n]?.DeepClone())));
        return new ScheduleTarget((string)target["Arn"]!, (string)target["RoleArn"]!)
        {
            Input = (string?)target["Input"],
            MaximumRetryAttempts = (int?)retries?["MaximumRetryAttempts"] ?? ScheduleTarget.MostAttempts,
            MaximumEventAge = (int?)retries?["MaximumEventAgeInSeconds"] ?? ScheduleTarget.LongestAge,
            DeadLetterArn = (string?)target["DeadLetterConfig"]?["Arn"],
            MessageGroup = (string?)target["SqsParameters"]?["MessageGroupId"],
            Source = (string?)target["EventBridgeParameters"]?["Source"],
            DetailType = (string?)target["EventBridgeParameters"]?["DetailType"],
            Others = others.Count > 0 ? others : null,
        };
    }

    private static JsonObject Write(ScheduleTarget target)
    {
        var document = new JsonObject { ["Arn"] = target.Arn };
        Add(document, "DeadLetterConfig", target.DeadLetterArn is { } arn ? new JsonObject { ["Arn"] = arn } : null);
        Add(document, "EventBridgeParameters", target.Source is { } source ? new JsonObject { ["DetailType"] = target.DetailType, ["Source"] = source } : null);
        Add(document, "Input", target.Input);
        document["RetryPolicy"] = new JsonObject { ["MaximumEventAgeInSeconds"] = target.MaximumEventAge, ["MaximumRetryAttempts"] = target.MaximumRetryAttempts };
        document["RoleArn"] = target.RoleArn;
        Add(document, "SqsParameters", target.MessageGroup is { } group ? new JsonObject { ["MessageGroupId"] = group } : null);
        foreach (var (name, value) in target.Others ?? [])
        {
            document[name] = value?.DeepClone();
        }

        return document;
    }

    private static void Add(JsonObject document, string name, JsonNode? value)
    {
        if (value is not null)
        {
            document[name] = value;
        }
    }
}
