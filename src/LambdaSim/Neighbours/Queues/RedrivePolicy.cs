using System.Text.Json;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Queues;

/// <summary>Where a queue gives messages up to, and after how many receives.</summary>
internal sealed record RedrivePolicy(string Target, int MaxReceives)
{
    private const string Name = "RedrivePolicy";

    /// <summary>Null: the target is no ARN.</summary>
    public Arn? TargetArn { get; } = Arn.TryParse(Target, out var arn) ? arn : null;

    /// <summary>As AWS shows it, whichever way it was written.</summary>
    public string Json => $"{{\"deadLetterTargetArn\":\"{JsonEncodedText.Encode(Target)}\",\"maxReceiveCount\":{Configuration.Text.Of(MaxReceives)}}}";

    public static RedrivePolicy Read(string json)
    {
        using var document = QueueSettings.Object(json) ?? throw QueueServiceException.InvalidParameter(Name, json, "Redrive policy is not a valid JSON map.");
        var target = TextOf(Member(document, json, "deadLetterTargetArn"));
        var text = TextOf(Member(document, json, "maxReceiveCount"));
        if (target.Length == 0)
        {
            throw Missing(json, "deadLetterTargetArn");
        }

        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Configuration.QueueRanges.MaxReceives
            ? new RedrivePolicy(target, number)
            : throw QueueServiceException.InvalidParameter(Name, json, $"Invalid value for maxReceiveCount: {text}, valid values are from 1 to 1000 both inclusive.");
    }

    private static JsonElement Member(JsonDocument document, string json, string member) =>
        document.RootElement.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value : throw Missing(json, member);

    // What is no text is no ARN and no number either, and is shown as it is written.
    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static QueueServiceException Missing(string json, string member) =>
        QueueServiceException.InvalidParameter(Name, json, $"Redrive policy does not contain mandatory attribute: {member}.");
}

/// <summary>Which queues may name a queue as theirs to give messages up to.</summary>
internal sealed record RedriveAllowPolicy(bool AllowsAll, IReadOnlyList<string> Sources)
{
    private const string Name = "RedriveAllowPolicy";
    private const int Most = 10;

    public static readonly RedriveAllowPolicy Everybody = new(true, []);

    public bool Allows(string arn) => AllowsAll || Sources.Contains(arn, StringComparer.Ordinal);

    public static RedriveAllowPolicy Read(string json)
    {
        using var document = QueueSettings.Object(json) ?? throw QueueServiceException.InvalidParameter(Name, json, "Redrive allow policy is not a valid JSON map.");
        var permission = document.RootElement.TryGetProperty("redrivePermission", out var p) && p.ValueKind == JsonValueKind.String ? p.GetString() : null;
        List<string> sources = [];
        if (document.RootElement.TryGetProperty("sourceQueueArns", out var arns) && arns.ValueKind != JsonValueKind.Null)
        {
            sources = arns.ValueKind == JsonValueKind.Array && arns.EnumerateArray().All(static a => a.ValueKind == JsonValueKind.String && IsQueue(a))
                ? [.. arns.EnumerateArray().Select(static a => a.GetString()!)]
                : throw QueueServiceException.InvalidParameter(Name, json, "sourceQueueArns must be a list of ARNs of queues.");
        }

        return permission switch
        {
            "allowAll" when sources.Count == 0 => Everybody,
            "denyAll" when sources.Count == 0 => new RedriveAllowPolicy(false, []),
            "byQueue" when sources.Count is > 0 and <= Most => new RedriveAllowPolicy(false, sources),
            _ => throw QueueServiceException.InvalidParameter(Name, json, "redrivePermission must be allowAll, denyAll, or byQueue with 1 to 10 sourceQueueArns."),
        };
    }

    private static bool IsQueue(JsonElement arn)
    {
        try
        {
            return Arn.TryParse(arn.GetString(), out var queue) && queue is { Partition.Length: > 0, Service: Arn.Sqs, Region.Length: > 0, Account.Length: > 0, Resource.Length: > 0 }
                && !queue.Resource.Contains(':', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return false;
        }
    }
}
