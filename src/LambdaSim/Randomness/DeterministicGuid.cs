using System.Buffers.Binary;

namespace LambdaSim.Randomness;

/// <summary>UUIDs of version 4 from one stream of draws.</summary>
internal static class DeterministicGuid
{
    /// <summary>One of a stream.</summary>
    public static Guid At(ulong stream, ulong ordinal)
    {
        const ulong Version4 = 0x4000, VersionMask = 0xf000;
        const ulong Variant = 1ul << 63, VariantMask = 3ul << 62;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (Draw.At(stream, ordinal * 2) & ~VersionMask) | Version4);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (Draw.At(stream, (ordinal * 2) + 1) & ~VariantMask) | Variant);
        return new Guid(bytes, bigEndian: true);
    }
}
