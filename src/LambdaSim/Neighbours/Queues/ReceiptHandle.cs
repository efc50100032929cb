using System.Buffers.Binary;
using LambdaSim.Randomness;

namespace LambdaSim.Neighbours.Queues;

/// <summary>The texts that stand for one receive of one message: drawn from the seed, and only those that were given out are any.</summary>
internal readonly record struct ReceiptHandle(long Order, long Receipt)
{
    private const int Size = 32;

    public string Text(ulong stream)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Order);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Receipt);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], Draw.At(stream, (ulong)Receipt));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], Draw.At(stream ^ (ulong)Order, (ulong)Receipt));
        return "AQEB" + Convert.ToBase64String(bytes);
    }

    /// <exception cref="QueueServiceException">It is none of this queue.</exception>
    public static ReceiptHandle Read(string? text, ulong stream)
    {
        if (string.IsNullOrEmpty(text))
        {
            throw QueueServiceException.MissingParameter("ReceiptHandle");
        }

        Span<byte> bytes = stackalloc byte[Size];
        if (text.StartsWith("AQEB", StringComparison.Ordinal) && Convert.TryFromBase64Chars(text.AsSpan(4), bytes, out var written) && written == Size)
        {
            var handle = new ReceiptHandle(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[8..]));
            if (handle.Text(stream) == text)
            {
                return handle;
            }
        }

        throw QueueServiceException.ReceiptHandleIsInvalid(text);
    }
}
