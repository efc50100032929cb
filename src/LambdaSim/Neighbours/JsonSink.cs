using System.Buffers.Text;
using System.Buffers;
using System.Text;

namespace LambdaSim.Neighbours;

/// <summary>Where JSON goes: into bytes, or only into a count of them. What both are given is the same.</summary>
internal interface IJsonSink
{
    void Raw(ReadOnlySpan<byte> utf8);

    /// <summary>A text between quotes, escaped.</summary>
    void Quoted(string text);

    /// <summary>A text of a length that is known and that need not be escaped; it is asked for only if it is needed.</summary>
    void Quoted<T>(int length, T of, Func<T, string> text);

    /// <summary>A whole number between quotes.</summary>
    void Quoted(long number);
}

/// <summary>Counts bytes.</summary>
internal struct JsonLength : IJsonSink
{
    public int Bytes { get; private set; }

    public void Raw(ReadOnlySpan<byte> utf8) => Bytes += utf8.Length;

    public void Quoted(string text) => Bytes += 2 + JsonEscape.LengthOf(text);

    public void Quoted<T>(int length, T of, Func<T, string> text) => Bytes += 2 + length;

    public void Quoted(long number) => Bytes += 2 + DigitsOf(number);

    private static int DigitsOf(long number)
    {
        var digits = number < 0 ? 2 : 1;
        while ((number /= 10) != 0)
        {
            digits++;
        }

        return digits;
    }
}

/// <summary>Writes bytes.</summary>
internal readonly struct JsonBytes(ArrayBufferWriter<byte> output) : IJsonSink
{
    private const int LongestNumber = 20;

    public void Raw(ReadOnlySpan<byte> utf8) => output.Write(utf8);

    public void Quoted(string text)
    {
        Quote();
        JsonEscape.Write(text, output);
        Quote();
    }

    public void Quoted<T>(int length, T of, Func<T, string> text) => Quoted(text(of));

    public void Quoted(long number)
    {
        Quote();
        Utf8Formatter.TryFormat(number, output.GetSpan(LongestNumber), out var written);
        output.Advance(written);
        Quote();
    }

    private void Quote() => output.Write("\""u8);
}

/// <summary>Escaping as AWS's events have it: quotes, backslashes and control characters, nothing else (rule ESM-SQS-EVENT).</summary>
internal static class JsonEscape
{
    private static readonly SearchValues<char> _escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(static c => (char)c), '"', '\\']);

    /// <summary>Bytes of a text between its quotes.</summary>
    public static int LengthOf(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        var rest = text.AsSpan();
        for (var next = rest.IndexOfAny(_escaped); next >= 0; next = rest.IndexOfAny(_escaped))
        {
            bytes += Of(rest[next]).Length - 1;
            rest = rest[(next + 1)..];
        }

        return bytes;
    }

    public static void Write(string text, ArrayBufferWriter<byte> output)
    {
        var rest = text.AsSpan();
        for (var next = rest.IndexOfAny(_escaped); next >= 0; next = rest.IndexOfAny(_escaped))
        {
            Encoding.UTF8.GetBytes(rest[..next], output);
            Encoding.UTF8.GetBytes(Of(rest[next]), output);
            rest = rest[(next + 1)..];
        }

        Encoding.UTF8.GetBytes(rest, output);
    }

    private static string Of(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\b' => @"\b",
        '\f' => @"\f",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ => Configuration.Text.Invariant($"\\u{(int)c:X4}"),
    };
}
