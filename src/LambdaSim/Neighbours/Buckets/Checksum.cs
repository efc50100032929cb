using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace LambdaSim.Neighbours.Buckets;

/// <summary>A checksum of an object, as S3 has it (rule BKT-CHECKSUM).</summary>
/// <param name="Algorithm">That it was made by.</param>
/// <param name="Value">Base64, and behind a composite one a hyphen and the number of parts.</param>
/// <param name="IsComposite">Made from the checksums of the parts, not from the object's bytes.</param>
internal sealed record Checksum(ChecksumAlgorithm Algorithm, string Value, bool IsComposite = false)
{
    public string Type => IsComposite ? "COMPOSITE" : "FULL_OBJECT";

    public static Checksum Of(ChecksumAlgorithm algorithm, ReadOnlySpan<byte> bytes) => new(algorithm, Convert.ToBase64String(algorithm.Hash(bytes)));

    /// <summary>Of the checksums of an object's parts.</summary>
    public static Checksum OfParts(ChecksumAlgorithm algorithm, IReadOnlyList<Checksum> parts)
    {
        byte[] all = [.. parts.SelectMany(static p => Convert.FromBase64String(p.Value))];
        return new(algorithm, Configuration.Text.Invariant($"{Convert.ToBase64String(algorithm.Hash(all))}-{parts.Count}"), IsComposite: true);
    }
}

/// <summary>A way to make a checksum.</summary>
internal sealed class ChecksumAlgorithm
{
    public delegate byte[] Hasher(ReadOnlySpan<byte> bytes);

    public static readonly ChecksumAlgorithm Crc64Nvme = new("CRC64NVME", 8, static b => BigEndian(Crc64Nvme64.Of(b))) { FullOnly = true };

    public static readonly IReadOnlyList<ChecksumAlgorithm> All =
    [
        new("CRC32", 4, static b => BigEndian(Crc32.HashToUInt32(b))),
        new("CRC32C", 4, static b => BigEndian(Crc32C.Of(b))),
        Crc64Nvme,
        new("SHA1", SHA1.HashSizeInBytes, Sha1) { CompositeOnly = true },
        new("SHA256", SHA256.HashSizeInBytes, static b => SHA256.HashData(b)) { CompositeOnly = true },
        new("SHA512", SHA512.HashSizeInBytes, static b => SHA512.HashData(b)) { CompositeOnly = true },
        new("MD5", MD5.HashSizeInBytes, Md5) { CompositeOnly = true },
        new("XXHASH64", 8, static b => XxHash64.Hash(b)) { CompositeOnly = true },
        new("XXHASH3", 8, static b => XxHash3.Hash(b)) { CompositeOnly = true },
        new("XXHASH128", 16, static b => XxHash128.Hash(b)) { CompositeOnly = true },
    ];

    private readonly int _size;

    private ChecksumAlgorithm(string name, int size, Hasher hash)
    {
        Name = name;
        Header = "x-amz-checksum-" + name.ToLowerInvariant();
        Member = "Checksum" + name;
        _size = size;
        Hash = hash;
    }

    /// <summary>As requests name it.</summary>
    public string Name { get; }

    /// <summary>That carries its value.</summary>
    public string Header { get; }

    /// <summary>In XML documents.</summary>
    public string Member { get; }

    /// <summary>Of a multipart upload it can only be of all bytes.</summary>
    public bool FullOnly { get; private init; }

    /// <summary>Of a multipart upload it can only be of the parts' checksums.</summary>
    public bool CompositeOnly { get; private init; }

    public Hasher Hash { get; }

    /// <summary>By its name in any case; null: there is none.</summary>
    public static ChecksumAlgorithm? Of(string? name) => All.FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a text can be its value.</summary>
    public bool IsValue(string text)
    {
        Span<byte> bytes = stackalloc byte[SHA512.HashSizeInBytes + 3];
        return text.Length <= bytes.Length * 4 / 3 && Convert.TryFromBase64String(text, bytes, out var count) && count == _size;
    }

    public static string Md5Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(Md5(bytes));

    // S3 defines them as checksums; nothing is kept secret by them.
    public static byte[] Md5(ReadOnlySpan<byte> bytes) => MD5.HashData(bytes);

    private static byte[] Sha1(ReadOnlySpan<byte> bytes) => SHA1.HashData(bytes);

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] BigEndian(ulong value)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }
}
