using System.Text.Json.Nodes;
using System.Text.Json;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours.Handover;
using LambdaSim.Randomness;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>What a firing calls: a function, a queue, a topic or a bus, each as its API takes it (rules SCH-TARGET, SCH-UNIVERSAL).</summary>
internal static class ScheduleCalls
{
    public const string Events = "events";

    private const string Sns = "sns";

    /// <summary>The service that is called; empty: none.</summary>
    public static string ServiceOf(ScheduleTarget target) => target.Call?.Service ?? (Arn.TryParse(target.Arn, out var arn) ? arn.Service : "");

    /// <summary>Whether its firings go anywhere.</summary>
    public static bool IsSimulated(ScheduleTarget target) =>
        target.Call is { } call ? call is ("sqs", "sendMessage") or (Sns, "publish") || (call is ("lambda", "invoke") && (string?)Request(target, Attempt.Sample)["InvocationType"] == "Event")
        : ServiceOf(target) is Arn.Lambda or Arn.Sqs or Sns or Events;

    /// <summary>What goes to the target; null: it is not simulated.</summary>
    public static Parcel? Of(Firing firing, INeighbourHost host)
    {
        var target = firing.Schedule.Settings.Target;
        var executions = Draw.Stream(host.Seed, Purpose.ScheduleExecution, StableHash.Of(firing.Schedule.Arn));
        var sent = target.Call is { } call ? Universal(call, target, firing) : Templated(target, firing, host);
        if (sent is not var (to, group, deduplication, body))
        {
            return null;
        }

        Attempt Attempted(int number) => new(firing.Schedule.Arn, firing.Time, Text.Invariant($"{Draw.At(executions, ((ulong)firing.Number << 8) + (ulong)number):x16}"), number);
        return new Parcel
        {
            From = SimEvent.None,
            Target = to,
            Body = body(Attempted(1)),
            BodyOf = attempt => body(Attempted(attempt)),
            GroupId = group,
            DeduplicationId = deduplication,
            Policy = ScheduleRetries.Of(target),
            RequestId = DeterministicGuid.At(executions, (ulong)firing.Number << 8).ToString("D"),
            By = Sender.Service,
            Source = firing.Schedule.Arn,
            DeadLetters = target.DeadLetterArn,
            DeadLetter = failure => ScheduleDeadLetter.Of(firing, target, Attempted(failure.Attempts), failure, body(Attempted(failure.Attempts))),
        };
    }

    /// <summary>Settings that are not AWS's defaults, for the log.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Changed(ScheduleSettings settings)
    {
        List<KeyValuePair<string, string>> changed = [new("ScheduleExpression", settings.Expression.Text), new("Target", settings.Target.Arn)];
        if (settings.ZoneName != ScheduleSettings.Utc)
        {
            changed.Add(new("ScheduleExpressionTimezone", settings.ZoneName));
        }

        return changed;
    }

    private static Sent? Templated(ScheduleTarget target, Firing firing, INeighbourHost host)
    {
        if (!IsSimulated(target))
        {
            return null;
        }

        var isBus = ServiceOf(target) == Events;
        var input = target.Input ?? (isBus ? "{}" : Notification(firing, host));
        return new Sent(target.Arn, target.MessageGroup, null, attempt => Encoding.UTF8.GetBytes(
            ScheduleKeywords.Replace(input, attempt) is var said && isBus ? BusEvent(said, target, firing) : said));
    }

    // The input is the request of an operation.
    private static Sent? Universal((string Service, string Operation) call, ScheduleTarget target, Firing firing)
    {
        if (!IsSimulated(target))
        {
            return null;
        }

        var request = Request(target, Attempt.Sample);
        var (region, account) = (firing.Schedule.Named.Region, firing.Schedule.Named.Account);
        var (to, member) = call.Service switch
        {
            Arn.Lambda => (FunctionOf((string?)request["FunctionName"] ?? "", region, account, (string?)request["Qualifier"]), "Payload"),
            Arn.Sqs => (QueueOf((string?)request["QueueUrl"] ?? "", region, account), "MessageBody"),
            _ => ((string?)request["TopicArn"] ?? "", "Message"),
        };
        return new Sent(to, (string?)request["MessageGroupId"], (string?)request["MessageDeduplicationId"], attempt => Encoding.UTF8.GetBytes(
            Request(target, attempt)[member] switch
            {
                JsonValue text when text.TryGetValue<string>(out var said) => said,
                null => "{}",
                var document => document.ToJsonString(),
            }));
    }

    private static JsonObject Request(ScheduleTarget target, Attempt attempt) => JsonNode.Parse(ScheduleKeywords.Replace(target.Input ?? "{}", attempt)) as JsonObject ?? [];

    private static string FunctionOf(string name, string region, string account, string? qualifier) =>
        Arn.IsMeant(name) ? name : Arn.OfFunction(region, account, name, qualifier).ToString();

    private static string QueueOf(string url, string region, string account) =>
        url.TrimEnd('/').Split('/') is [.., { Length: 12 } owner, var name] ? Arn.OfQueue(region, owner, name).ToString() : Arn.OfQueue(region, account, url).ToString();

    // Without an input: as a rule's scheduled event, with the detail as a text.
    private static string Notification(Firing firing, INeighbourHost host)
    {
        var named = firing.Schedule.Named;
        var id = DeterministicGuid.At(Draw.Stream(host.Seed, Purpose.ScheduleExecution, StableHash.Of(firing.Schedule.Arn)), ((ulong)firing.Number << 8) + 1).ToString("D");
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("version", "0");
            writer.WriteString("id", id);
            writer.WriteString("detail-type", "Scheduled Event");
            writer.WriteString("source", "aws.scheduler");
            writer.WriteString("account", named.Account);
            writer.WriteString("time", ScheduleKeywords.TimeOf(firing.Time));
            writer.WriteString("region", named.Region);
            writer.WriteStartArray("resources");
            writer.WriteStringValue(firing.Schedule.Arn);
            writer.WriteEndArray();
            writer.WriteString("detail", "{}");
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    // The detail, and what the schedule says around it.
    private static string BusEvent(string detail, ScheduleTarget target, Firing firing) => new JsonObject
    {
        ["source"] = target.Source,
        ["detail-type"] = target.DetailType,
        ["time"] = ScheduleKeywords.TimeOf(firing.Time),
        ["resources"] = new JsonArray(firing.Schedule.Arn),
        ["detail"] = JsonNode.Parse(detail),
    }.ToJsonString();

    private sealed record Sent(string To, string? Group, string? Deduplication, Func<Attempt, ReadOnlyMemory<byte>> Body);
}
