using System.Buffers.Binary;
using System.Numerics;

namespace LambdaSim.Neighbours.Buckets;

/// <summary>CRC-32C (Castagnoli), eight bytes a step.</summary>
internal static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}

/// <summary>CRC-64/NVME, which System.IO.Hashing does not have: eight tables, eight bytes a step.</summary>
internal static class Crc64Nvme64
{
    private const ulong Polynomial = 0x9A6C9329AC4BC9B5;
    private const int Slices = 8, Letters = 256;

    private static readonly ulong[] _tables = Tables();

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var tables = _tables.AsSpan();
        var crc = ulong.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            var word = crc ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            crc = 0;
            for (var i = 0; i < Slices; i++, word >>= 8)
            {
                crc ^= tables[((Slices - 1 - i) * Letters) + (byte)word];
            }
        }

        foreach (var b in bytes)
        {
            crc = (crc >> 8) ^ tables[(byte)crc ^ b];
        }

        return ~crc;
    }

    private static ulong[] Tables()
    {
        var tables = new ulong[Slices * Letters];
        for (var i = 0; i < Letters; i++)
        {
            var crc = (ulong)i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Polynomial;
            }

            tables[i] = crc;
        }

        for (var i = Letters; i < tables.Length; i++)
        {
            var before = tables[i - Letters];
            tables[i] = (before >> 8) ^ tables[(byte)before];
        }

        return tables;
    }
}
