using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace LambdaSim.Triggers;

// SES receipt rules.
public sealed partial class ServiceTriggers
{
    /// <summary>SES receives a mail whose receipt rule calls a function: asynchronously, or synchronously within 30 s (rule TRG-SES).</summary>
    /// <param name="function">The rule's action.</param>
    /// <param name="from">Who sends it.</param>
    /// <param name="to">Who gets it.</param>
    /// <param name="subject">Its subject. Its text is not in the event.</param>
    /// <param name="waits">AWS's <c>InvocationType</c> RequestResponse: the answer's <c>disposition</c> says how the rule set goes on.</param>
    public Task<TriggerAnswer> Ses(IDestinationTarget function, string from, string to, string subject, bool waits = false)
    {
        var id = NextId();
        JsonObject Verdict() => new() { ["status"] = "PASS" };
        var payload = new JsonObject
        {
            ["Records"] = new JsonArray(new JsonObject
            {
                ["eventVersion"] = "1.0",
                ["ses"] = new JsonObject
                {
                    ["receipt"] = new JsonObject
                    {
                        ["recipients"] = new JsonArray(to), ["timestamp"] = Now, ["spamVerdict"] = Verdict(), ["dkimVerdict"] = Verdict(), ["processingTimeMillis"] = 574,
                        ["action"] = new JsonObject { ["type"] = "Lambda", ["invocationType"] = waits ? "RequestResponse" : "Event", ["functionArn"] = FunctionOf(function) },
                        ["spfVerdict"] = Verdict(), ["virusVerdict"] = Verdict(), ["dmarcVerdict"] = Verdict(),
                    },
                    ["mail"] = new JsonObject
                    {
                        ["commonHeaders"] = new JsonObject { ["from"] = new JsonArray(from), ["to"] = new JsonArray(to), ["returnPath"] = from, ["messageId"] = $"<{id}@example.com>", ["date"] = Now, ["subject"] = subject },
                        ["source"] = from, ["timestamp"] = Now, ["destination"] = new JsonArray(to),
                        ["headers"] = new JsonArray(
                            new JsonObject { ["name"] = "From", ["value"] = from }, new JsonObject { ["name"] = "To", ["value"] = to }, new JsonObject { ["name"] = "Subject", ["value"] = subject }),
                        ["headersTruncated"] = false, ["messageId"] = id,
                    },
                },
                ["eventSource"] = "aws:ses",
            }),
        };
        var rule = Pushes("SES", "ses.amazonaws.com") with { Limit = Duration.FromSeconds(30), Error = static (how, answer) => Failure(how, answer, "FunctionError", "Timeout", "Throttled") };
        return waits
            ? TriggerCall.Sync(_host, rule, FunctionOf(function), payload, static answer =>
                answer.ValueKind == JsonValueKind.Null ? null : Contract.OneOf(answer, "disposition", "STOP_RULE", "STOP_RULE_SET", "CONTINUE"))
            : TriggerCall.Async(_host, rule, ArnOf("ses", "receipt-rule-set/default:receipt-rule/rule"), FunctionOf(function), payload);
    }
}
