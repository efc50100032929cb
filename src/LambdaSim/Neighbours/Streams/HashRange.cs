using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LambdaSim.Neighbours.Streams;

/// <summary>Hash keys of a shard, both ends included (rule KIN-RANGES).</summary>
internal readonly record struct HashRange(UInt128 Start, UInt128 End)
{
    private static readonly UInt128 _half = UInt128.One << 127;

    public bool Contains(UInt128 key) => key >= Start && key <= End;

    public string StartText => TextOf(Start);

    public string EndText => TextOf(End);

    /// <summary>The range's width; of all keys one less.</summary>
    public UInt128 Width => End - Start;

    /// <summary>The n-th of so many equal shards: the last one takes what is left over.</summary>
    public static HashRange Of(int index, int count)
    {
        // 2^128 divided by count, which is no number of 128 bits itself.
        var width = count == 1 ? UInt128.MaxValue : (_half / (UInt128)count * 2) + (((_half % (UInt128)count) * 2) / (UInt128)count);
        var start = width * (UInt128)index;
        return new HashRange(start, index == count - 1 ? UInt128.MaxValue : start + width - 1);
    }

    /// <summary>Where a partition key belongs (rule KIN-SHARD-CHOICE).</summary>
    public static UInt128 KeyOf(ReadOnlySpan<byte> partitionKey)
    {
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(partitionKey, digest);
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    /// <summary>Null: it is none of 128 bits.</summary>
    public static UInt128? Parse(string text) => UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : null;

    public static string TextOf(UInt128 key) => key.ToString(CultureInfo.InvariantCulture);

    public static UInt128 KeyOf(string partitionKey)
    {
        // A partition key has at most 256 characters.
        Span<byte> bytes = stackalloc byte[1_024];
        return KeyOf(bytes[..Encoding.UTF8.GetBytes(partitionKey, bytes)]);
    }
}
