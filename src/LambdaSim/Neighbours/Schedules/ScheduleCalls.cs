using System.Text;
using System.Text.Json;
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
    public static bool IsSimulated(ScheduleTarget target) => target.Call is null ? ServiceOf(target) is Arn.Lambda or Arn.Sqs or Sns or Events : UniversalCall.Of(target) is not null;

    /// <summary>What goes to the target; null: it is not simulated.</summary>
    public static Parcel? Of(Firing firing, INeighbourHost host)
    {
        var target = firing.Schedule.Settings.Target;
        if (!IsSimulated(target))
        {
            return null;
        }

        var entity = StableHash.Of(firing.Schedule.Arn);
        var executions = Draw.Stream(host.Seed, Purpose.ScheduleExecution, entity);
        var first = Made(1);
        var parcel = new Parcel
        {
            From = SimEvent.None,
            Target = first.To,
            Body = first.Body,
            Policy = ScheduleRetries.Of(target),
            RequestId = DeterministicGuid.At(Draw.Stream(host.Seed, Purpose.ScheduleRequest, entity), (ulong)firing.Number).ToString("D"),
            By = Sender.Service,
            Source = firing.Schedule.Arn,
            DeadLetters = target.DeadLetterArn,
            DeadLetter = failure => ScheduleDeadLetter.Of(firing, target, Attempted(failure.Attempts), failure, Made(failure.Attempts).Body),
        };
        return parcel with { OfAttempt = number => With(parcel, number == 1 ? first : Made(number)) };

        Attempt Attempted(int number) => new(firing.Schedule.Arn, firing.Time, Text.Invariant($"{Draw.At(executions, ((ulong)firing.Number << 8) + (ulong)number):x16}"), number);

        Sent Made(int number) => target.Call is null ? Templated(target, firing, host, Attempted(number)) : Universal(target, firing, Attempted(number));
    }

    private static Parcel With(Parcel parcel, Sent sent) =>
        parcel with { Target = sent.To, Body = sent.Body, Subject = sent.Subject, GroupId = sent.Group, DeduplicationId = sent.Deduplication, Problem = sent.Problem };

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

    private static Sent Templated(ScheduleTarget target, Firing firing, INeighbourHost host, Attempt attempt)
    {
        var isBus = ServiceOf(target) == Events;
        var said = Encoding.UTF8.GetBytes(ScheduleKeywords.Replace(target.Input ?? (isBus ? "{}" : Notification(firing, host)), attempt));

        // A keyword without quotes stands for no value, such as an id that begins with a letter.
        var problem = isBus && JsonText.ProblemOf(said) is { } found ? $"the detail {found}" : null;
        return new Sent(target.Arn, isBus && problem is null ? BusEvent(said, target, firing) : said) { Group = target.MessageGroup, Problem = problem };
    }

    private static Sent Universal(ScheduleTarget target, Firing firing, Attempt attempt) =>
        UniversalCall.Of(target)!.Make(target, firing.Schedule.Named, attempt)
        ?? new Sent(target.Arn, Encoding.UTF8.GetBytes(ScheduleKeywords.Replace(target.Input ?? "", attempt))) { Problem = $"the input is no request of {target.Arn}" };

    // Without an input: as a rule's scheduled event, with the detail as a text.
    private static string Notification(Firing firing, INeighbourHost host)
    {
        var named = firing.Schedule.Named;
        var id = DeterministicGuid.At(Draw.Stream(host.Seed, Purpose.ScheduleNotification, StableHash.Of(firing.Schedule.Arn)), (ulong)firing.Number).ToString("D");
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
    private static ReadOnlyMemory<byte> BusEvent(ReadOnlySpan<byte> detail, ScheduleTarget target, Firing firing)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("source", target.Source);
            writer.WriteString("detail-type", target.DetailType);
            writer.WriteString("time", ScheduleKeywords.TimeOf(firing.Time));
            writer.WriteStartArray("resources");
            writer.WriteStringValue(firing.Schedule.Arn);
            writer.WriteEndArray();
            writer.WritePropertyName("detail");
            writer.WriteRawValue(detail, skipInputValidation: true);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
