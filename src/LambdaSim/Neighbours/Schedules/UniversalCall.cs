using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>An operation that a universal target calls, with its request as input (rule SCH-UNIVERSAL).</summary>
internal sealed class UniversalCall
{
    private const string EventType = "InvocationType", Group = "MessageGroupId", Deduplication = "MessageDeduplicationId", Subject = "Subject";

    private static readonly UniversalCall _send = new("QueueUrl", "MessageBody", Group, Deduplication);
    private static readonly UniversalCall _publish = new("TopicArn", "Message", Subject, Group, Deduplication);
    private static readonly UniversalCall _invoke = new("FunctionName", "Payload", "Qualifier", EventType);

    private readonly string _to;
    private readonly string _body;
    private readonly string[] _others;

    private UniversalCall(string to, string body, params string[] others) => (_to, _body, _others) = (to, body, others);

    /// <summary>The call of a target; null: it is none that is simulated.</summary>
    public static UniversalCall? Of(ScheduleTarget target) => target.Call switch
    {
        ("sqs", "sendMessage") => _send,
        ("sns", "publish") => _publish,
        ("lambda", "invoke") when Members(target.Input ?? "", Attempt.Sample) is { } members && Said(members, EventType) == "Event" => _invoke,
        _ => null,
    };

    /// <summary>Members of the input that are not acted on.</summary>
    public IEnumerable<string> Inert(ScheduleTarget target) =>
        (Members(target.Input ?? "", Attempt.Sample) ?? []).Select(static m => m.Name).Where(n => n != _to && n != _body && !_others.Contains(n, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal);

    /// <summary>What an attempt asks for; null: its keywords left no request.</summary>
    public Sent? Make(ScheduleTarget target, Arn schedule, Attempt attempt)
    {
        if (Members(target.Input ?? "{}", attempt) is not { } members)
        {
            return null;
        }

        var body = members.LastOrDefault(m => m.Name == _body).Value;
        var named = Said(members, _to) ?? "";
        var to = this == _send ? QueueOf(named, schedule) : this == _invoke ? FunctionOf(named, schedule, Said(members, "Qualifier")) : named;
        return new Sent(to, body.Kind switch { JsonTokenType.None => "{}"u8.ToArray(), JsonTokenType.String => Encoding.UTF8.GetBytes(body.Text()!), _ => body.Utf8 })
        {
            Subject = Said(members, Subject), Group = Said(members, Group), Deduplication = Said(members, Deduplication),
        };
    }

    private static List<(string Name, JsonPart Value)>? Members(string input, Attempt attempt)
    {
        var utf8 = Encoding.UTF8.GetBytes(ScheduleKeywords.Replace(input, attempt));
        return JsonText.ProblemOf(utf8) is null && JsonText.IsObject(utf8) ? JsonText.Members(utf8) : null;
    }

    private static string? Said(List<(string Name, JsonPart Value)> members, string name) => members.LastOrDefault(m => m.Name == name).Value.Text();

    private static string FunctionOf(string name, Arn schedule, string? qualifier) =>
        Arn.IsMeant(name) ? name : Arn.OfFunction(schedule.Region, schedule.Account, name, qualifier).ToString();

    private static string QueueOf(string url, Arn schedule) =>
        url.TrimEnd('/').Split('/') is [.., { Length: 12 } owner, var name] ? Arn.OfQueue(schedule.Region, owner, name).ToString() : Arn.OfQueue(schedule.Region, schedule.Account, url).ToString();
}

/// <summary>What an attempt hands over.</summary>
/// <param name="To">ARN of who gets it.</param>
/// <param name="Body">What it gets.</param>
internal sealed record Sent(string To, ReadOnlyMemory<byte> Body)
{
    public string? Subject { get; init; }

    public string? Group { get; init; }

    public string? Deduplication { get; init; }

    /// <summary>Why it cannot be handed over; null: it can.</summary>
    public string? Problem { get; init; }
}
