using LambdaSim.Randomness;

namespace LambdaSim.Events;

/// <summary>The request id of an invocation: a function of seed and number in the shape of a random UUID (version 4), as AWS's are (rule INV-REQUESTID).</summary>
internal static class RequestId
{
    public const int Length = 36;

    public static string Of(ulong seed, int invocation)
    {
        Span<byte> text = stackalloc byte[Length];
        Write(Stream(seed), invocation, text);
        return System.Text.Encoding.ASCII.GetString(text);
    }

    /// <summary>What <see cref="Write"/> needs of a seed.</summary>
    public static ulong Stream(ulong seed) => Draw.Stream(seed, Purpose.RequestId, entity: 0);

    /// <summary>Writes the 36 characters.</summary>
    public static void Write(ulong stream, int invocation, Span<byte> to)
    {
        var (high, low) = Bits(stream, invocation);
        var digits = "0123456789abcdef"u8;
        var at = 0;
        for (var nibble = 0; nibble < 32; nibble++)
        {
            if (nibble is 8 or 12 or 16 or 20)
            {
                to[at++] = (byte)'-';
            }

            var half = nibble < 16 ? high : low;
            to[at++] = digits[(int)(half >> (60 - ((nibble & 15) * 4))) & 15];
        }
    }

    /// <summary>The 128 bits of an id, to compare many without writing them.</summary>
    public static (ulong High, ulong Low) Bits(ulong stream, int invocation)
    {
        const ulong Version4 = 0x4000, VersionMask = 0xf000;
        const ulong Variant = 1ul << 63, VariantMask = 3ul << 62;
        var ordinal = (ulong)(uint)invocation * 2;
        return ((Draw.At(stream, ordinal) & ~VersionMask) | Version4, (Draw.At(stream, ordinal + 1) & ~VariantMask) | Variant);
    }

    /// <summary>Reads the 36 characters, in either case.</summary>
    public static bool TryParse(string text, out ulong high, out ulong low)
    {
        high = low = 0;
        if (!Guid.TryParseExact(text, "D", out var id))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        high = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes);
        low = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        return true;
    }
}
