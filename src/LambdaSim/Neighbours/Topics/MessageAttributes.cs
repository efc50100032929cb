using System.Buffers.Text;
using System.Text;

namespace LambdaSim.Neighbours.Topics;

/// <summary>Attributes of messages, as SNS counts them.</summary>
internal static class MessageAttributes
{
    public static readonly IReadOnlyDictionary<string, MessageAttribute> None = new SortedDictionary<string, MessageAttribute>(StringComparer.Ordinal).AsReadOnly();

    /// <summary>Bytes of a message: its text, and names, types and values of its attributes.</summary>
    public static int SizeOf(string message, IReadOnlyDictionary<string, MessageAttribute> attributes) =>
        Encoding.UTF8.GetByteCount(message) + attributes.Sum(static a => Encoding.UTF8.GetByteCount(a.Key) + Encoding.UTF8.GetByteCount(a.Value.DataType) + SizeOf(a.Value));

    private static int SizeOf(MessageAttribute attribute) =>
        attribute.IsBinary && Base64.IsValid(attribute.Value, out var bytes) ? bytes : Encoding.UTF8.GetByteCount(attribute.Value);
}
