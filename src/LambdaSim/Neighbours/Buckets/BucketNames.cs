using System.Net;

namespace LambdaSim.Neighbours.Buckets;

/// <summary>Names of buckets and of objects (rules BKT-NAME and BKT-KEY).</summary>
internal static class BucketNames
{
    public const int MostKeyBytes = 1_024;

    private const int Shortest = 3, Longest = 63;

    private static readonly string[] _reservedStarts = ["xn--", "sthree-", "amzn-s3-demo-"];
    private static readonly string[] _reservedEnds = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

    public static bool IsName(string name) =>
        name.Length is >= Shortest and <= Longest
        && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.')
        && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1])
        && !name.Contains("..", StringComparison.Ordinal)
        && !(IPAddress.TryParse(name, out _) && name.Count(static c => c == '.') == 3)
        && !Array.Exists(_reservedStarts, s => name.StartsWith(s, StringComparison.Ordinal))
        && !Array.Exists(_reservedEnds, e => name.EndsWith(e, StringComparison.Ordinal));

    /// <exception cref="BucketServiceException">It is none.</exception>
    public static void CheckKey(string key)
    {
        var bytes = System.Text.Encoding.UTF8.GetByteCount(key);
        if (bytes > MostKeyBytes)
        {
            throw new BucketServiceException("KeyTooLongError", 400, "Your key is too long",
                ("Size", Configuration.Text.Of(bytes)), ("MaxSizeAllowed", Configuration.Text.Of(MostKeyBytes)));
        }
    }
}

/// <summary>The order of keys: of their bytes in UTF-8. It differs from the ordinal order of .NET's texts where surrogate pairs stand against the last letters of the first plane.</summary>
internal sealed class KeyOrder : IComparer<string>
{
    public static readonly KeyOrder Instance = new();

    /// <summary>Comes behind every key.</summary>
    public static readonly string Last = new string('x', BucketNames.MostKeyBytes + 1).Replace("x", Highest, StringComparison.Ordinal);

    /// <summary>The last letter there is.</summary>
    public const string Highest = "\U0010FFFF";

    public int Compare(string? x, string? y)
    {
        var (a, b) = (x ?? "", y ?? "");
        var same = a.AsSpan().CommonPrefixLength(b);
        return same == a.Length || same == b.Length ? a.Length.CompareTo(b.Length) : Rank(a[same]) - Rank(b[same]);
    }

    // A pair stands for a letter behind the first plane.
    private static int Rank(char c) => char.IsSurrogate(c) ? c + char.MaxValue : c;
}
