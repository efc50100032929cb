using System.Buffers.Text;

namespace LambdaSim.Events;

/// <summary>Text on its way into a stream: a buffer and the few things lines of figures are made of. Nothing is allocated per line.</summary>
internal sealed class Utf8Output(Stream stream)
{
    private const int LongestNumber = 20;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _count;

    public void Text(ReadOnlySpan<byte> text)
    {
        if (text.Length > _buffer.Length - _count)
        {
            Drain();
            if (text.Length > _buffer.Length)
            {
                stream.Write(text);
                return;
            }
        }

        text.CopyTo(_buffer.AsSpan(_count));
        _count += text.Length;
    }

    public void Number(long value)
    {
        var to = Room(LongestNumber);
        Utf8Formatter.TryFormat(value, to, out var written);
        _count += written;
    }

    /// <summary>Nanoseconds as milliseconds, exact, without trailing zeros.</summary>
    public void Milliseconds(long nanoseconds)
    {
        const int Decimals = 6;
        var (whole, rest) = Math.DivRem(nanoseconds, 1_000_000);
        if (nanoseconds < 0 && whole == 0)
        {
            Text("-"u8);
        }

        Number(whole);
        rest = Math.Abs(rest);
        if (rest == 0)
        {
            return;
        }

        var to = Room(Decimals + 1);
        to[0] = (byte)'.';
        var length = 0;
        for (var i = Decimals; i >= 1; i--, rest /= 10)
        {
            var digit = (int)(rest % 10);
            to[i] = (byte)('0' + digit);
            if (digit != 0 && length == 0)
            {
                length = i + 1;
            }
        }

        _count += length;
    }

    /// <summary>At least so many bytes to write into; <see cref="Advance"/> takes them.</summary>
    public Span<byte> Room(int length)
    {
        if (_buffer.Length - _count < length)
        {
            Drain();
        }

        return _buffer.AsSpan(_count);
    }

    public void Advance(int length) => _count += length;

    /// <summary>Hands everything to the stream and flushes it.</summary>
    public void Flush()
    {
        Drain();
        stream.Flush();
    }

    private void Drain()
    {
        stream.Write(_buffer.AsSpan(0, _count));
        _count = 0;
    }
}
