using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LambdaSim.Filters;

/// <summary>IP addresses from one to another (rule PAT-CIDR).</summary>
/// <param name="IsV4">Of four bytes.</param>
/// <param name="Lowest">The first.</param>
/// <param name="Highest">The last.</param>
internal readonly record struct IpRange(bool IsV4, UInt128 Lowest, UInt128 Highest)
{
    private const int V4Bits = 32;
    private const int V6Bits = 128;

    /// <summary>The one address that a text writes; null: it is none.</summary>
    public static IpRange? OfAddress(string text) => LooksLikeAddress(text) && TryParse(text, out var isV4, out var value) ? new IpRange(isV4, value, value) : null;

    /// <summary>A block. It begins with the address that it was written with, as AWS has it.</summary>
    /// <exception cref="PatternException">The text is no block.</exception>
    public static IpRange OfBlock(string text)
    {
        // As Java splits: empty parts at the end are none.
        var parts = text.TrimEnd('/').Split('/');
        if (parts.Length != 2)
        {
            throw new PatternException("Malformed CIDR, one '/' required");
        }

        if (!int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var mask))
        {
            throw new PatternException("Malformed CIDR, mask bits must be an integer");
        }

        if (mask < 0)
        {
            throw new PatternException("Malformed CIDR, mask bits must not be negative");
        }

        if (!LooksLikeAddress(parts[0]))
        {
            throw new PatternException($"Nonstandard IP address: {parts[0]}");
        }

        if (!TryParse(parts[0], out var isV4, out var lowest))
        {
            throw new PatternException($"Invalid IP address: {parts[0]}");
        }

        if (mask >= (isV4 ? V4Bits : V6Bits))
        {
            throw new PatternException(isV4 ? "IPv4 mask bits must be < 32" : "IPv6 mask bits must be < 128");
        }

        var free = (isV4 ? V4Bits : V6Bits) - mask;
        return new IpRange(isV4, lowest, lowest | (free == V6Bits ? UInt128.MaxValue : (UInt128.One << free) - 1));
    }

    public bool Contains(IpRange address) => address.IsV4 == IsV4 && address.Lowest >= Lowest && address.Highest <= Highest;

    private static bool LooksLikeAddress(string text) =>
        text.Contains(':', StringComparison.Ordinal)
            ? text.All(static c => char.IsAsciiHexDigit(c) || c == ':')
            : text.Count(static c => c == '.') == 3 && text.Split('.').All(static p => p.Length > 0 && p.All(char.IsAsciiDigit));

    private static bool TryParse(string text, out bool isV4, out UInt128 value)
    {
        isV4 = !text.Contains(':', StringComparison.Ordinal);
        value = 0;
        if (isV4)
        {
            foreach (var part in text.Split('.'))
            {
                if (!byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    return false;
                }

                value = (value << 8) | number;
            }

            return true;
        }

        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        isV4 = address.IsIPv4MappedToIPv6;
        value = BinaryPrimitives.ReadUInt128BigEndian(address.GetAddressBytes());
        value = isV4 ? value & uint.MaxValue : value;
        return true;
    }
}
