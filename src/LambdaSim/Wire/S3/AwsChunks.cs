using System.Globalization;
using System.Text;
using LambdaSim.Neighbours.Buckets;

namespace LambdaSim.Wire.S3;

/// <summary>
/// Bodies in AWS's own chunks, with signatures or without, with trailing headers or without (rule BKT-CHUNKS). Signatures of chunks are not verified. One pass;
/// nothing is made that is larger than the body.
/// </summary>
internal static class AwsChunks
{
    private const int LongestLine = 1_024, MostTrailers = 32, MostDigits = 8;

    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <param name="body">As it came.</param>
    /// <param name="length">What the client says that the object has.</param>
    /// <exception cref="BucketServiceException">It is cut off, or of another length.</exception>
    public static (ReadOnlyMemory<byte> Body, IReadOnlyList<(string Name, string Value)> Trailers) Read(ReadOnlyMemory<byte> body, long length)
    {
        var rest = body.Span;
        if (length > rest.Length)
        {
            throw Incomplete();
        }

        var found = new byte[length];
        var count = 0;
        while (true)
        {
            var size = SizeIn(Line(ref rest));
            if (size == 0)
            {
                break;
            }

            if (size > rest.Length - LineEnd.Length || size > found.Length - count)
            {
                throw Incomplete();
            }

            rest[..size].CopyTo(found.AsSpan(count));
            count += size;
            rest = rest[size..];
            rest = rest.StartsWith(LineEnd) ? rest[LineEnd.Length..] : throw Incomplete();
        }

        return count == found.Length ? (found, Trailers(rest)) : throw Incomplete();
    }

    private static List<(string Name, string Value)> Trailers(ReadOnlySpan<byte> rest)
    {
        List<(string Name, string Value)> trailers = [];
        while (!rest.IsEmpty)
        {
            var line = Encoding.ASCII.GetString(Line(ref rest)).TrimEnd('\n');
            if (line.Length == 0)
            {
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || trailers.Count == MostTrailers)
            {
                throw new BucketServiceException("MalformedTrailerError", 400, "The request contained trailing data that was not well-formed or did not conform to our published schema.");
            }

            trailers.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }

        return trailers;
    }

    private static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> rest)
    {
        var end = rest[..Math.Min(rest.Length, LongestLine)].IndexOf(LineEnd);
        if (end < 0)
        {
            throw Incomplete();
        }

        var line = rest[..end];
        rest = rest[(end + LineEnd.Length)..];
        return line;
    }

    // A size, and behind a semicolon the chunk's signature.
    private static int SizeIn(ReadOnlySpan<byte> line)
    {
        var digits = line.IndexOf((byte)';') is >= 0 and var end ? line[..end] : line;
        return digits.Length is > 0 and <= MostDigits && uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) && size <= int.MaxValue
            ? (int)size : throw Incomplete();
    }

    private static BucketServiceException Incomplete() => new("IncompleteBody", 400, "The request body terminated unexpectedly");
}
