using System.Text;

namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>Texts in the order of their UTF-8 bytes, compared as they are.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    private const char FirstSurrogate = '\ud800', FirstBehind = '\ue000';

    private Utf8Order()
    {
    }

    public static Utf8Order Instance { get; } = new();

    public int Compare(string? x, string? y) => Compare(x.AsSpan(), y.AsSpan());

    public static int Compare(ReadOnlySpan<char> x, ReadOnlySpan<char> y)
    {
        var same = x.CommonPrefixLength(y);
        return same == x.Length || same == y.Length ? x.Length.CompareTo(y.Length) : Rank(x[same]).CompareTo(Rank(y[same]));
    }

    public static int LengthOf(string text) => Encoding.UTF8.GetByteCount(text);

    // Characters of two units stand behind all others in UTF-8.
    private static int Rank(char unit) => unit < FirstSurrogate ? unit : unit >= FirstBehind ? unit - 0x800 : unit + 0x2000;
}
