namespace LambdaSim.Functions;

/// <summary>The checksum that zips keep of each entry.</summary>
internal static class Crc32
{
    public const uint Start = 0xFFFF_FFFF;

    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(static i => Remainder((uint)i))];

    public static uint Add(uint state, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            state = _table[(byte)(state ^ b)] ^ (state >> 8);
        }

        return state;
    }

    public static uint End(uint state) => ~state;

    private static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1;
        }

        return value;
    }
}
