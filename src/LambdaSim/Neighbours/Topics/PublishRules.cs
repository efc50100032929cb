using System.Buffers.Text;
using System.Globalization;
using System.Text;
using LambdaSim.Configuration;

namespace LambdaSim.Neighbours.Topics;

/// <summary>What may be published (rules SNS-PUBLISH, SNS-MESSAGE-ATTRIBUTES).</summary>
internal static class PublishRules
{
    /// <summary>Of a message with its attributes, and of a batch.</summary>
    public const int MaxBytes = 262_144;

    private const int MaxSubject = 100;
    private const int MaxName = 256;
    private const int MaxId = 128;

    public static void CheckSubject(string? subject)
    {
        if (subject is not null && (subject.Length is 0 or > MaxSubject || subject.Any(static c => char.IsControl(c)) || char.IsWhiteSpace(subject[0])))
        {
            throw TopicServiceException.InvalidParameter("Subject");
        }
    }

    public static string RequireMessage(string? message) => message switch
    {
        null => throw TopicServiceException.Missing("message"),
        "" => throw TopicServiceException.InvalidParameter("Empty message"),
        _ => message,
    };

    public static void CheckSize(int bytes)
    {
        if (bytes > MaxBytes)
        {
            throw TopicServiceException.InvalidParameter("Message too long");
        }
    }

    /// <summary>Group and deduplication id (rules SNS-FIFO-GROUP, SNS-FIFO-DUPLICATES).</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="isFifo">Whether the topic is one.</param>
    /// <param name="byContent">Whether it makes deduplication ids of contents.</param>
    public static void CheckIds(PublishRequest request, bool isFifo, bool byContent)
    {
        if (isFifo && string.IsNullOrEmpty(request.Group))
        {
            throw TopicServiceException.InvalidParameter("The MessageGroupId parameter is required for FIFO topics");
        }

        if (isFifo && !byContent && string.IsNullOrEmpty(request.DeduplicationId))
        {
            throw TopicServiceException.InvalidParameter("The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly");
        }

        if (!isFifo && request.DeduplicationId is not null)
        {
            throw TopicServiceException.InvalidParameter("MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type");
        }

        CheckId("MessageGroupId", request.Group);
        CheckId("MessageDeduplicationId", request.DeduplicationId);
    }

    /// <summary>The attributes of a message, checked.</summary>
    /// <param name="given">By name.</param>
    /// <param name="entry">The entry of a batch, from 1; null: there is no batch.</param>
    public static IReadOnlyDictionary<string, MessageAttribute> Attributes(IReadOnlyDictionary<string, GivenAttribute> given, int? entry = null)
    {
        if (given.Count == 0)
        {
            return MessageAttributes.None;
        }

        var attributes = new SortedDictionary<string, MessageAttribute>(StringComparer.Ordinal);
        foreach (var (name, attribute) in given)
        {
            CheckName(name);
            attributes.Add(name, Read(name, attribute, entry));
        }

        return attributes.AsReadOnly();
    }

    private static MessageAttribute Read(string name, GivenAttribute given, int? entry)
    {
        var type = given.DataType ?? throw TopicServiceException.Missing(entry is { } n
            ? Text.Invariant($"publishBatchRequestEntries.{n}.member.messageAttributes.{name}.member.dataType")
            : $"messageAttributes.{name}.member.dataType");
        var kind = type.Split('.', 2)[0];
        if (type.Length == kind.Length + 1 || kind is not ("String" or "Number" or MessageAttribute.BinaryType) || type.Length > MaxName)
        {
            throw TopicServiceException.InvalidValue($"The message attribute '{name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.");
        }

        if (given is { StringValue: null, BinaryValue: null })
        {
            throw Empty(name, type);
        }

        var isBinary = kind == MessageAttribute.BinaryType;
        var value = isBinary ? given.BinaryValue : given.StringValue;
        if (value is null)
        {
            throw TopicServiceException.InvalidValue($"The message attribute '{name}' with type '{type}' must use field '{(isBinary ? MessageAttribute.BinaryType : "String")}'.");
        }

        if (value.Length == 0)
        {
            throw Empty(name, type);
        }

        if (kind == "Number" && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            throw TopicServiceException.InvalidValue($"Could not cast message attribute '{name}' value to number.");
        }

        return isBinary && !Base64.IsValid(value) ? throw TopicServiceException.InvalidValue($"The value of message attribute '{name}' is no base64.") : new MessageAttribute(type, value);
    }

    private static void CheckName(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) > MaxName)
        {
            throw TopicServiceException.InvalidValue("Length of message attribute name must be less than 256 bytes.");
        }

        if (name.Length == 0)
        {
            throw TopicServiceException.InvalidValue("The message attribute name must not be empty.");
        }

        if (name[0] == '.')
        {
            throw TopicServiceException.InvalidValue("Invalid message attribute name starting with character '.' was found.");
        }

        if (name[^1] == '.')
        {
            throw TopicServiceException.InvalidValue("Invalid message attribute name ending with character '.' was found.");
        }

        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(name[i]) && name[i] is not ('_' or '-' or '.'))
            {
                throw TopicServiceException.InvalidValue(Text.Invariant(
                    $"Invalid non-alphanumeric character '#x{(int)name[i]:X}' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots."));
            }

            if (name[i] == '.' && name[i - 1] == '.')
            {
                throw TopicServiceException.InvalidValue("Message attribute name can not have successive '.' character.");
            }
        }
    }

    private static TopicServiceException Empty(string name, string type) =>
        TopicServiceException.InvalidValue($"The message attribute '{name}' must contain non-empty message attribute value for message attribute type '{type}'.");

    private static void CheckId(string parameter, string? id)
    {
        if (id is not null && (id.Length is 0 or > MaxId || id.Any(static c => c is < '!' or > '~')))
        {
            throw TopicServiceException.InvalidParameter($"{parameter} Reason: {parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
    }
}
