using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LambdaSim.Neighbours.Queues;

/// <summary>MD5 as SQS computes it, and its clients check it (rule SQS-MD5).</summary>
internal static class MessageDigest
{
    private const byte TextMark = 1, BytesMark = 2;

    public static string OfBody(string body) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(body)));

    /// <summary>Over name, type and value of each attribute in order of the names, each with its length before it; null: there are none.</summary>
    public static string? OfAttributes(IReadOnlyDictionary<string, MessageAttribute> attributes)
    {
        if (attributes.Count == 0)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var (name, attribute) in attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(name));
            Append(hash, Encoding.UTF8.GetBytes(attribute.DataType));
            hash.AppendData([attribute.IsBinary ? BytesMark : TextMark]);
            Append(hash, attribute.IsBinary ? Convert.FromBase64String(attribute.Value) : Encoding.UTF8.GetBytes(attribute.Value));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, byte[] bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
