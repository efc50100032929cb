using System.Buffers.Binary;
using System.Globalization;
using LambdaSim.Randomness;

namespace LambdaSim.Wire;

/// <summary>Access keys of assumed roles: the account stands in the key, as in AWS's own (rule STS-KEY).</summary>
internal static class AccessKeys
{
    private const string Prefix = "ASIA";
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Length = 20;
    private const int Bits = 5;
    private const uint Most = 65_535;

    // Ten bytes: a bit, 40 bits of account, seven bits; then which one it is.
    public static string Make(string account, int number)
    {
        var head = (1UL << 47) | (ulong.Parse(account, CultureInfo.InvariantCulture) << 7);
        Span<byte> bytes = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, head << 16);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[6..], (uint)number);
        var value = new UInt128(BinaryPrimitives.ReadUInt64BigEndian(bytes), (ulong)BinaryPrimitives.ReadUInt16BigEndian(bytes[8..]) << 48);
        return Prefix + string.Create(Length - Prefix.Length, value, static (text, value) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Base32[(int)(value >> (128 - (Bits * (i + 1)))) & 31];
            }
        });
    }

    /// <summary>The account that a key belongs to which was made here; null: it is no such key.</summary>
    public static string? AccountOf(string accessKey)
    {
        if (accessKey.Length != Length || !accessKey.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        UInt128 value = 0;
        foreach (var c in accessKey.AsSpan(Prefix.Length))
        {
            var digit = Base32.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0)
            {
                return null;
            }

            value = (value << Bits) | (uint)digit;
        }

        // Keys of real sessions are drawn, not counted: they are none of these.
        var account = (ulong)(value >> 39) & ((1UL << 40) - 1);
        var isOurs = value >> 79 == 1 && (value & ((1UL << 39) - 1)) is var number && number <= Most;
        return isOurs && account < 1_000_000_000_000 ? account.ToString("D12", CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Letters that look like a secret or a token, the same for the same key.</summary>
    public static string Letters(string accessKey, string what, int length)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        return string.Create(length, StableHash.Of($"{accessKey}/{what}"), static (text, stream) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Letters[(int)(Draw.At(stream, (ulong)i) % (ulong)Letters.Length)];
            }
        });
    }
}
