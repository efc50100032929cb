using System.Globalization;
using LambdaSim.Neighbours.Buckets;

namespace LambdaSim.Wire.S3;

/// <summary>A part of an object's bytes.</summary>
internal readonly record struct ByteRange(long Start, long Length)
{
    private const string Unit = "bytes=";

    /// <summary>What a header asks for; null: all of the object, since there is none, or one that S3 does not read.</summary>
    /// <exception cref="BucketServiceException">There are no such bytes.</exception>
    public static ByteRange? Of(string? header, long size)
    {
        if (header is null || !header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (header[Unit.Length..].Split('-', StringSplitOptions.TrimEntries) is not [var from, var to] || Number(from) is not { } first || Number(to) is not { } last
            || (first < 0 && last < 0) || (first >= 0 && last >= 0 && first > last))
        {
            return null;
        }

        if (first < 0)
        {
            // The last bytes.
            return last > 0 && size > 0 ? new ByteRange(Math.Max(0, size - last), Math.Min(size, last)) : throw BucketServiceException.InvalidRange(header, size);
        }

        return first < size ? new ByteRange(first, (last < 0 ? size : Math.Min(size, last + 1)) - first) : throw BucketServiceException.InvalidRange(header, size);
    }

    // Null: it is no number; negative: there is none.
    private static long? Number(string text) =>
        text.Length == 0 ? -1 : text.Length <= 18 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
