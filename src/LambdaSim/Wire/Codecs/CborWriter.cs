using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace LambdaSim.Wire.Codecs;

/// <summary>Writes CBOR (RFC 8949) with lengths told beforehand and numbers as short as they are.</summary>
internal sealed class CborWriter
{
    private const byte False = 0xf4, True = 0xf5, Double = 0xfb;
    private const int Short = 24, MajorShift = 5;

    private readonly ArrayBufferWriter<byte> _buffer = new();

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    public void Integer(long value) => Head(value >= 0 ? CborKind.Unsigned : CborKind.Negative, value >= 0 ? (ulong)value : (ulong)~value);

    public void Number(double value)
    {
        Byte(Double);
        BinaryPrimitives.WriteDoubleBigEndian(Space(sizeof(double)), value);
    }

    public void Boolean(bool value) => Byte(value ? True : False);

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Head(CborKind.Bytes, (ulong)value.Length);
        _buffer.Write(value);
    }

    public void Text(string value)
    {
        Head(CborKind.Text, (ulong)Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, _buffer);
    }

    /// <summary>The head of a list, of a map, or a tag.</summary>
    public void Head(CborKind kind, ulong number)
    {
        var major = (byte)((int)kind << MajorShift);
        switch (number)
        {
            case < Short:
                Byte((byte)(major + number));
                break;
            case <= byte.MaxValue:
                Byte((byte)(major + Short));
                Byte((byte)number);
                break;
            case <= ushort.MaxValue:
                Byte((byte)(major + Short + 1));
                BinaryPrimitives.WriteUInt16BigEndian(Space(sizeof(ushort)), (ushort)number);
                break;
            case <= uint.MaxValue:
                Byte((byte)(major + Short + 2));
                BinaryPrimitives.WriteUInt32BigEndian(Space(sizeof(uint)), (uint)number);
                break;
            default:
                Byte((byte)(major + Short + 3));
                BinaryPrimitives.WriteUInt64BigEndian(Space(sizeof(ulong)), number);
                break;
        }
    }

    private void Byte(byte value) => Space(1)[0] = value;

    private Span<byte> Space(int count)
    {
        var space = _buffer.GetSpan(count)[..count];
        _buffer.Advance(count);
        return space;
    }
}
