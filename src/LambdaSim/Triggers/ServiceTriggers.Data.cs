using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Triggers;

// Data Firehose, S3 Batch Operations.
public sealed partial class ServiceTriggers
{
    /// <summary>
    /// Firehose has a batch transformed: within 5 minutes, four attempts in all when the function fails or is throttled, then the batch is written to
    /// <c>processing-failed/</c>. Every record must come back as Ok, Dropped or ProcessingFailed (rule TRG-FIREHOSE).
    /// </summary>
    /// <param name="function">The transformation.</param>
    /// <param name="stream">The delivery stream.</param>
    /// <param name="records">The batch, as text.</param>
    public async Task<FirehoseResult> Firehose(IDestinationTarget function, string stream, params string[] records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var ids = records.Select((_, i) => Text.Invariant($"{4_954_664_000 + i}")).ToArray();
        var rule = new CallRule("Firehose", null) { Limit = Duration.FromMinutes(5), Attempts = 4, Error = static (how, answer) => Failure(how, answer, "Lambda.FunctionError", "Lambda.FunctionTimedOut", "Lambda.InvokeLimitExceeded") };
        var answer = await TriggerCall.Sync(_host, rule, FunctionOf(function), new JsonObject
        {
            ["invocationId"] = NextId(), ["deliveryStreamArn"] = ArnOf("firehose", $"deliverystream/{stream}"), ["region"] = _host.Region,
            ["records"] = new JsonArray([.. records.Select((r, i) => (JsonNode)new JsonObject { ["recordId"] = ids[i], ["approximateArrivalTimestamp"] = NowMilliseconds, ["data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(r)) })]),
        }, static a => Contract.Has(a, "records", JsonValueKind.Array)).ConfigureAwait(false);
        if (!answer.Succeeded)
        {
            return new FirehoseResult(answer) { Failed = records };
        }

        List<string> delivered = [], dropped = [], failed = [];
        var back = answer.Value().GetProperty("records").EnumerateArray().Where(static r => r.ValueKind == JsonValueKind.Object && r.TryGetProperty("recordId", out var id) && id.ValueKind == JsonValueKind.String)
            .GroupBy(static r => r.GetProperty("recordId").GetString()!, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.First(), StringComparer.Ordinal);
        for (var i = 0; i < records.Length; i++)
        {
            switch (back.TryGetValue(ids[i], out var record) && record.TryGetProperty("result", out var result) ? result.ToString() : "")
            {
                case "Ok" when record.TryGetProperty("data", out var data) && Decoded(data.ToString()) is { } text:
                    delivered.Add(text);
                    break;
                case "Dropped":
                    dropped.Add(records[i]);
                    break;
                default:
                    failed.Add(records[i]);
                    break;
            }
        }

        return new FirehoseResult(answer) { Delivered = delivered, Dropped = dropped, Failed = failed };
    }

    /// <summary>
    /// S3 Batch Operations calls a function for one object; the answer has a result for the task: Succeeded, TemporaryFailure (tried again) or PermanentFailure
    /// (rule TRG-BATCH).
    /// </summary>
    /// <param name="function">The job's function.</param>
    /// <param name="bucket">The object's bucket.</param>
    /// <param name="key">The object's key.</param>
    public Task<TriggerAnswer> S3Batch(IDestinationTarget function, string bucket, string key)
    {
        var task = NextId();
        var rule = new CallRule("S3 Batch", null)
        {
            Attempts = 3, Pause = Duration.FromSeconds(1), Retries = static (how, answer) => how == IntegrationEnd.Refused ? answer is { IsTransient: true } : answer is not null && TriggerAnswer.TextOf(answer.Payload).Contains("\"TemporaryFailure\"", StringComparison.Ordinal),
            Error = static (how, answer) => Failure(how, answer, "TaskFailed", "TaskTimedOut", "TaskThrottled"),
        };
        return TriggerCall.Sync(_host, rule, FunctionOf(function), new JsonObject
        {
            ["invocationSchemaVersion"] = "1.0", ["invocationId"] = NextId(), ["job"] = new JsonObject { ["id"] = NextId() },
            ["tasks"] = new JsonArray(new JsonObject { ["taskId"] = task, ["s3Key"] = Uri.EscapeDataString(key), ["s3VersionId"] = null, ["s3BucketArn"] = new Arn("aws", "s3", "", "", bucket).ToString() }),
        }, answer =>
        {
            if (Contract.Has(answer, "results", JsonValueKind.Array) is { } broken)
            {
                return broken;
            }

            var result = answer.GetProperty("results").EnumerateArray().FirstOrDefault(r => r.ValueKind == JsonValueKind.Object && r.TryGetProperty("taskId", out var id) && id.ToString() == task);
            var code = result.ValueKind == JsonValueKind.Object && result.TryGetProperty("resultCode", out var given) ? given.ToString()
                : answer.TryGetProperty("treatMissingKeysAs", out var missing) ? missing.ToString() : "PermanentFailure";
            return code switch
            {
                "Succeeded" => null,
                "TemporaryFailure" or "PermanentFailure" => $"the task ended with {code}",
                _ => $"resultCode '{code}' is none: Succeeded, TemporaryFailure or PermanentFailure",
            };
        });
    }

    private static string? Decoded(string base64)
    {
        var bytes = new byte[((base64.Length + 3) / 4 * 3) + 3];
        return Convert.TryFromBase64String(base64, bytes, out var written) ? Encoding.UTF8.GetString(bytes, 0, written) : null;
    }
}
