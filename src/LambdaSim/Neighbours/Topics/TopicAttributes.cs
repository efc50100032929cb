using System.Globalization;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Topics;

/// <summary>The attributes of a topic that can be set; a change makes others (rule SNS-TOPIC-ATTRIBUTES).</summary>
internal sealed class TopicAttributes
{
    public const string Policy = "Policy", Delivery = "DeliveryPolicy";

    private const string Fifo = "FifoTopic", Content = "ContentBasedDeduplication", Scope = "FifoThroughputScope", Archive = "ArchivePolicy", Display = "DisplayName",
        Signature = "SignatureVersion", Tracing = "TracingConfig", Encryption = "KmsMasterKeyId";

    private const string Role = "FeedbackRoleArn", Rate = "SuccessFeedbackSampleRate";
    private const int MaxDisplayName = 100, MaxDepth = 64, MaxValues = 100_000;

    private static readonly string[] _protocols = ["HTTP", "Firehose", "Lambda", "Application", "SQS"];

    // In messages of refusals; a creation names the parameter that held them all.
    private const string OfCreation = "Attributes Reason: ";

    private readonly SortedDictionary<string, string> _values;

    private TopicAttributes(SortedDictionary<string, string> values) => _values = values;

    public static TopicAttributes None { get; } = new(new SortedDictionary<string, string>(StringComparer.Ordinal));

    public IReadOnlyDictionary<string, string> Values => _values;

    public bool IsFifo => _values.ContainsKey(Fifo);

    public bool DeduplicatesByContent => _values.GetValueOrDefault(Content) == "true";

    /// <summary>Whether messages are compared with those of their group alone.</summary>
    public bool DeduplicatesByGroup => _values.GetValueOrDefault(Scope) == "MessageGroup";

    /// <summary>Of signatures; 1 or 2.</summary>
    public string SignatureVersion => _values.GetValueOrDefault(Signature, "1");

    /// <summary>What is kept and shown and does nothing, in words.</summary>
    public static string? Note(string name) => name switch
    {
        Policy => "Policy: whoever asks, may",
        Delivery => "DeliveryPolicy: nothing is sent over HTTP",
        Encryption => "KmsMasterKeyId: messages are not encrypted",
        Tracing => "TracingConfig: SNS makes no segments; a trace header goes through",
        Archive => "ArchivePolicy: messages are not archived",
        Scope => "FifoThroughputScope: it decides what messages are compared with; rates of topics have no limit",
        _ when IsFeedback(name) => $"{name}: no logs of deliveries are written; the ledger tells of each",
        _ => null,
    };

    /// <summary>The attributes of a new topic.</summary>
    /// <exception cref="TopicServiceException">One is bad.</exception>
    public static TopicAttributes Of(IReadOnlyDictionary<string, string> given)
    {
        // AWS keeps nothing of a topic that is said to be no FIFO topic.
        var isFifo = given.TryGetValue(Fifo, out var fifo) && BooleanOf(Fifo, fifo, OfCreation) == "true";
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (isFifo)
        {
            values[Fifo] = "true";
            values[Content] = "false";
        }

        foreach (var (name, value) in given.Where(static g => g.Key != Fifo).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            if (!IsKnown(name))
            {
                throw TopicServiceException.InvalidParameter($"{OfCreation}Unknown attribute {name}");
            }

            Put(values, name, value, OfCreation);
        }

        return new TopicAttributes(values);
    }

    /// <exception cref="TopicServiceException">There is no such attribute, it cannot be changed, or the value is bad.</exception>
    public TopicAttributes With(string name, string value)
    {
        if (!IsKnown(name))
        {
            throw TopicServiceException.InvalidParameter("AttributeName");
        }

        var values = new SortedDictionary<string, string>(_values, StringComparer.Ordinal);
        Put(values, name, value, "");
        return new TopicAttributes(values);
    }

    /// <summary>Whether somebody who asks for these wants this topic.</summary>
    public bool Have(IReadOnlyDictionary<string, string> given)
    {
        var wanted = Of(given);
        return wanted.IsFifo == IsFifo && given.Keys.Where(static k => k != Fifo).All(k => wanted._values.GetValueOrDefault(k, "") == _values.GetValueOrDefault(k, ""));
    }

    private static bool IsKnown(string name) => name is Policy or Delivery or Content or Scope or Archive or Display or Signature or Tracing or Encryption || IsFeedback(name);

    private static bool IsFeedback(string name) =>
        Array.Exists(_protocols, p => name.StartsWith(p, StringComparison.Ordinal) && name[p.Length..] is Rate or $"Success{Role}" or $"Failure{Role}");

    private static void Put(SortedDictionary<string, string> values, string name, string value, string prefix)
    {
        var kept = Checked(values.ContainsKey(Fifo), name, value, prefix);
        if (kept.Length == 0 && name is not Display)
        {
            values.Remove(name);
        }
        else
        {
            values[name] = kept;
        }
    }

    private static string Checked(bool isFifo, string name, string value, string prefix)
    {
        switch (name)
        {
            case Display:
                return value.Length <= MaxDisplayName && !value.Any(char.IsControl) ? value : throw Bad(name, prefix);
            case Content:
                return isFifo ? BooleanOf(name, value, prefix) : throw Bad(name, prefix);
            case Scope:
                return isFifo && value is "Topic" or "MessageGroup" ? value : throw Wrong(name, value, "Please use either Topic or MessageGroup", prefix);
            case Signature:
                return value is "1" or "2" ? value : throw Wrong(name, value, "Must be 1 or 2.", prefix);
            case Tracing:
                return value is "PassThrough" or "Active" ? value : throw Wrong(name, value, "Please use either PassThrough or Active", prefix);
            case Archive:
                return value.Length == 0 || (isFifo && IsObject(value)) ? value : throw Bad(name, prefix);
            case Policy:
                return value.Length == 0 || IsObject(value) ? value : throw TopicServiceException.InvalidParameter($"{prefix}Policy Error: null");
            case Delivery:
                return DeliveryPolicy.Check(value, prefix, isOfTopic: true);
            case var _ when name.EndsWith(Rate, StringComparison.Ordinal):
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent <= 100 ? value : throw Wrong(name, value, "Must be between 0 and 100.", prefix);
            case var _ when name.EndsWith(Role, StringComparison.Ordinal):
                return value.Length == 0 || Arn.IsMeant(value) ? value : throw Bad(name, prefix);
            default:
                return value;
        }
    }

    private static string BooleanOf(string name, string value, string prefix) =>
        value.Equals("true", StringComparison.OrdinalIgnoreCase) ? "true" : value.Equals("false", StringComparison.OrdinalIgnoreCase) ? "false" : throw Wrong(name, value, "Must be true or false.", prefix);

    private static bool IsObject(string value)
    {
        var utf8 = Encoding.UTF8.GetBytes(value);
        return JsonText.ProblemOf(utf8, MaxDepth, MaxValues) is null && JsonText.IsObject(utf8);
    }

    private static TopicServiceException Bad(string name, string prefix) => TopicServiceException.InvalidParameter($"{prefix}{name}");

    private static TopicServiceException Wrong(string name, string value, string must, string prefix) => TopicServiceException.InvalidParameter($"{prefix}{name}: Invalid value [{value}]. {must}");
}
