using System.Buffers.Text;
using System.Text;
using LambdaSim.Configuration;

namespace LambdaSim.Neighbours.Queues;

/// <summary>What a message may be (rule SQS-MESSAGE).</summary>
internal static class MessageRules
{
    public static readonly IReadOnlyDictionary<string, MessageAttribute> NoAttributes = new SortedDictionary<string, MessageAttribute>(StringComparer.Ordinal).AsReadOnly();

    public const string TraceHeader = Neighbours.TraceHeader.Name;

    private const int MaxAttributes = 10;
    private const int MaxNameLength = 256;
    private const int MaxIdLength = 128;

    public static int SizeOf(string body, IReadOnlyDictionary<string, MessageAttribute> attributes) =>
        Encoding.UTF8.GetByteCount(body) + (attributes.Count == 0 ? 0 : attributes.Sum(static a => Encoding.UTF8.GetByteCount(a.Key) + Encoding.UTF8.GetByteCount(a.Value.DataType) + ValueSize(a.Value)));

    public static void CheckBody(string? body)
    {
        if (string.IsNullOrEmpty(body))
        {
            throw QueueServiceException.MissingParameter("MessageBody");
        }

        // What comes before the surrogates, which most bodies have alone, is looked at many at once.
        var first = body.AsSpan().IndexOfAnyExceptInRange(' ', '\ud7ff');
        for (var i = first < 0 ? body.Length : first; i < body.Length; i++)
        {
            var isPair = char.IsHighSurrogate(body[i]) && i + 1 < body.Length && char.IsLowSurrogate(body[i + 1]);
            if (!isPair && (char.IsSurrogate(body[i]) || body[i] is > '\ufffd' or (< ' ' and not ('\t' or '\n' or '\r'))))
            {
                throw QueueServiceException.InvalidMessageContents(
                    Text.Invariant($"Invalid binary character '#x{(int)body[i]:X}' was found in the message body, the set of allowed characters is #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF"));
            }

            i += isPair ? 1 : 0;
        }
    }

    public static void CheckSize(int size, int limit)
    {
        if (size > limit)
        {
            throw QueueServiceException.InvalidParameter(Text.Invariant($"One or more parameters are invalid. Reason: Message must be shorter than {limit} bytes."));
        }
    }

    public static void CheckAttributes(IReadOnlyDictionary<string, MessageAttribute> attributes)
    {
        if (attributes.Count > MaxAttributes)
        {
            throw QueueServiceException.InvalidParameter(Text.Invariant($"Number of message attributes [{attributes.Count}] exceeds the allowed maximum [{MaxAttributes}]."));
        }

        if (attributes.Count == 0)
        {
            return;
        }

        foreach (var (name, attribute) in attributes)
        {
            CheckAttributeName(name);
            CheckValue(name, attribute);
        }
    }

    public static void CheckSystemAttributes(IReadOnlyDictionary<string, MessageAttribute> attributes)
    {
        if (attributes.Count == 0)
        {
            return;
        }

        foreach (var (name, attribute) in attributes)
        {
            if (name != TraceHeader || attribute.DataType != "String")
            {
                throw QueueServiceException.InvalidParameter(name == TraceHeader
                    ? $"The message system attribute '{name}' must use a parameter value of type 'String'."
                    : $"Message system attribute name '{name}' is invalid.");
            }

            CheckValue(name, attribute);
        }
    }

    /// <summary>A group or deduplication id.</summary>
    public static void CheckId(string parameter, string id)
    {
        if (id.Length is 0 or > MaxIdLength || id.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw QueueServiceException.InvalidParameter(parameter, id, $"{parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
    }

    private static void CheckAttributeName(string name)
    {
        var isReserved = name.StartsWith("AWS.", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Amazon.", StringComparison.OrdinalIgnoreCase);
        var isFormed = name.Length is > 0 and <= MaxNameLength && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
            && name[0] != '.' && name[^1] != '.' && !name.Contains("..", StringComparison.Ordinal);
        if (isReserved || !isFormed)
        {
            throw QueueServiceException.InvalidParameter($"Message (user) attribute name '{name}' is invalid: 1 to 256 letters, digits, '_', '-' and single inner '.', not starting with 'AWS.' or 'Amazon.'.");
        }
    }

    private static void CheckValue(string name, MessageAttribute attribute)
    {
        var type = attribute.DataType.Split('.')[0];
        if (attribute.DataType.Length is 0 or > MaxNameLength || type is not ("String" or "Number" or MessageAttribute.BinaryType))
        {
            throw QueueServiceException.InvalidParameter($"The type of message (user) attribute '{name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.");
        }

        if (attribute.Value.Length == 0)
        {
            throw QueueServiceException.InvalidParameter($"Message (user) attribute '{name}' must contain a non-empty value of type '{type}'.");
        }

        if (type == "Number" && !double.TryParse(attribute.Value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            throw QueueServiceException.InvalidParameter($"Can't cast the value of message (user) attribute '{name}' to a number.");
        }

        if (attribute.IsBinary && !Base64.IsValid(attribute.Value))
        {
            throw QueueServiceException.InvalidParameter($"The value of message (user) attribute '{name}' is no base64.");
        }
    }

    // A batch is measured before its values are looked at: what is no base64 counts as it was sent.
    private static int ValueSize(MessageAttribute attribute) =>
        attribute.IsBinary && Base64.IsValid(attribute.Value, out var bytes) ? bytes : Encoding.UTF8.GetByteCount(attribute.Value);
}
