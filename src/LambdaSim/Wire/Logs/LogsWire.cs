using System.Text.Json.Nodes;
using LambdaSim.Neighbours.LogGroups;
using LambdaSim.Neighbours.LogGroups.Patterns;
using LambdaSim.Resources;
using LambdaSim.Wire.Codecs;
using NodaTime;

namespace LambdaSim.Wire.Logs;

/// <summary>CloudWatch Logs' API of groups, streams and subscriptions (rules LOG-GROUP, LOG-SUBSCRIPTION). What is in streams is not read here.</summary>
internal sealed class LogsWire() : TableService(LogsShapes.Service, WireProtocol.AwsJson11, _operations)
{
    private const int MostListed = 50;

    private static readonly TableOperation[] _operations =
    [
        Of("CreateLogGroup", Create),
        Of("DeleteLogGroup", static c => Done(() => At(c).Delete(Name(c)))),
        Of("DescribeLogGroups", DescribeGroups),
        Of("PutRetentionPolicy", static c => Done(() => At(c).Retain(Name(c), c.Number("retentionInDays")!.Value))),
        Of("DeleteRetentionPolicy", static c => Done(() => Group(c).Retention = null)),
        Of("TagLogGroup", static c => Done(() => LogService.Tag(Group(c), Tags(c)))),
        Of("UntagLogGroup", static c => Done(() => c.Texts("tags").ToList().ForEach(k => Group(c).Tags.Remove(k)))),
        Of("ListTagsLogGroup", static c => Tags(Group(c))),
        Of("TagResource", static c => Done(() => LogService.Tag(Tagged(c), Tags(c)))),
        Of("UntagResource", static c => Done(() => c.Texts("tagKeys").ToList().ForEach(k => Tagged(c).Tags.Remove(k)))),
        Of("ListTagsForResource", static c => Tags(Tagged(c))),
        Of("CreateLogStream", static c => Done(() => At(c).CreateStream(Name(c), c.Text("logStreamName")!))),
        Of("DeleteLogStream", static c => Done(() => At(c).DeleteStream(Name(c), c.Text("logStreamName")!))),
        Of("DescribeLogStreams", DescribeStreams),
        Of("PutSubscriptionFilter", Subscribe),
        Of("DescribeSubscriptionFilters", DescribeFilters),
        Of("DeleteSubscriptionFilter", static c => Done(() => At(c).Unsubscribe(Name(c), c.Text("filterName")!))),
        Of("TestMetricFilter", Test),
    ];

    public override string SigningName => "logs";

    protected override string Title => "CloudWatch Logs";

    protected override WireFault Violated(string message) => new(new WireError("InvalidParameterException"), message);

    private static TableOperation Of(string name, Func<TableCall, JsonObject?> work) => new(LogsShapes.Find(name)!, work);

    private static LogService At(TableCall call) => call.World.Book<LogBook>().At(call.Caller.Account, call.Caller.Region);

    private static string Name(TableCall call) => call.Text("logGroupName")!;

    private static LogGroup Group(TableCall call) => At(call).Get(Name(call));

    private static LogGroup Tagged(TableCall call) => At(call).Tagged(call.Text("resourceArn")!);

    private static JsonObject? Done(Action work)
    {
        work();
        return null;
    }

    private static SortedDictionary<string, string> Tags(TableCall call)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in call.Input["tags"] as JsonObject ?? [])
        {
            tags[key] = (string)value!;
        }

        return tags;
    }

    private static JsonObject Tags(LogGroup group) => new() { ["tags"] = new JsonObject(group.Tags.Select(static t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value))) };

    private static JsonObject? Create(TableCall call)
    {
        var group = At(call).Create(Name(call), call.Text("kmsKeyId"), call.Text("logGroupClass"), call.Flag("deletionProtectionEnabled"));
        LogService.Tag(group, Tags(call));
        return null;
    }

    private static JsonObject DescribeGroups(TableCall call)
    {
        if (call.Text("logGroupNamePrefix") is not null && call.Text("logGroupNamePattern") is not null)
        {
            throw LogsException.Invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }

        var (prefix, pattern) = (call.Text("logGroupNamePrefix") ?? "", call.Text("logGroupNamePattern") ?? "");
        var found = At(call).Groups.Where(g => g.Name.StartsWith(prefix, StringComparison.Ordinal) && g.Name.Contains(pattern, StringComparison.OrdinalIgnoreCase) && (call.Text("logGroupClass") ?? g.Class) == g.Class);
        return Page(call, "logGroups", found.Select(static g => (g.Name, Of(g))));
    }

    private static JsonObject Of(LogGroup group)
    {
        var document = new JsonObject { ["logGroupName"] = group.Name, ["creationTime"] = Milliseconds(group.CreatedAt) };
        if (group.Retention is { } days)
        {
            document["retentionInDays"] = days;
        }

        document["metricFilterCount"] = 0;
        document["arn"] = $"{group.Arn}:*";
        document["storedBytes"] = 0L;
        if (group.KmsKeyId is { } key)
        {
            document["kmsKeyId"] = key;
        }

        document["logGroupClass"] = group.Class;
        document["logGroupArn"] = group.Arn.ToString();
        document["deletionProtectionEnabled"] = group.IsProtected;
        return document;
    }

    private static JsonObject DescribeStreams(TableCall call)
    {
        var name = call.Text("logGroupName") ?? call.Text("logGroupIdentifier") switch
        {
            null => throw LogsException.Invalid("Either the log group name or the log group identifier must be specified."),
            var id => Arn.TryParse(id, out var arn) && arn.Parts is ["log-group", var named, ..] ? named : id,
        };
        var (group, prefix) = (At(call).Get(name), call.Text("logStreamNamePrefix") ?? "");
        if (prefix.Length > 0 && call.Text("orderBy") == "LastEventTime")
        {
            throw LogsException.Invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }

        // Streams hold no events here, so that none is later than another: both orders are that of names.
        var found = group.Streams.Where(s => s.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(s => (s.Key, new JsonObject
        {
            ["logStreamName"] = s.Key, ["creationTime"] = Milliseconds(s.Value), ["arn"] = $"{group.Arn}:log-stream:{s.Key}", ["storedBytes"] = 0L,
        }));
        var isDescending = call.Flag("descending");
        return Page(call, "logStreams", isDescending ? found.Reverse() : found, isDescending);
    }

    private static JsonObject? Subscribe(TableCall call)
    {
        if (call.Flag("applyOnTransformedLogs") || call.Text("fieldSelectionCriteria") is { Length: > 0 } || call.Texts("emitSystemFields").Count > 0)
        {
            throw LogsException.Invalid("LambdaSim does not simulate transformed logs, field selection and system fields of subscription filters; nothing was done.");
        }

        return Done(() => At(call).Subscribe(Name(call), new SubscriptionRequest(call.Text("filterName")!, call.Text("filterPattern")!, call.Text("destinationArn")!)
        {
            RoleArn = call.Text("roleArn"),
            Distribution = call.Text("distribution"),
        }));
    }

    private static JsonObject DescribeFilters(TableCall call)
    {
        var (group, prefix) = (Group(call), call.Text("filterNamePrefix") ?? "");
        return Page(call, "subscriptionFilters", group.Subscriptions.Values.Where(f => f.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(f => (f.Name, Of(group, f))));
    }

    private static JsonObject Of(LogGroup group, SubscriptionFilter filter)
    {
        var document = new JsonObject { ["filterName"] = filter.Name, ["logGroupName"] = group.Name, ["filterPattern"] = filter.Text, ["destinationArn"] = filter.DestinationArn };
        if (filter.RoleArn is { } role)
        {
            document["roleArn"] = role;
        }

        document["distribution"] = filter.Distribution;
        document["applyOnTransformedLogs"] = false;
        document["creationTime"] = Milliseconds(filter.CreatedAt);
        return document;
    }

    private static JsonObject Test(TableCall call)
    {
        var pattern = LogPattern.Read(call.Text("filterPattern")!) ?? throw LogsException.Invalid("Invalid metric filter pattern");
        var matches = call.Texts("logEventMessages").Select(static (m, i) => (Message: m, Number: i + 1L)).Where(m => pattern.Matches(m.Message))
            .Select(static m => (JsonNode)new JsonObject { ["eventNumber"] = m.Number, ["eventMessage"] = m.Message, ["extractedValues"] = new JsonObject() });
        return new JsonObject { ["matches"] = new JsonArray([.. matches]) };
    }

    private static JsonObject Page(TableCall call, string member, IEnumerable<(string Key, JsonObject Item)> items, bool isDescending = false)
    {
        var (page, next) = TokenPage.Of(items, call.Text("nextToken"), call.Number("limit") ?? MostListed, isDescending) ?? throw LogsException.Invalid("The specified nextToken is invalid.");
        var document = new JsonObject { [member] = new JsonArray([.. page]) };
        if (next is not null)
        {
            document["nextToken"] = next;
        }

        return document;
    }

    private static long Milliseconds(Instant instant) => instant.ToUnixTimeMilliseconds();
}
