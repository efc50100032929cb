using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace LambdaSim.Wire.Codecs;

/// <summary>One event in the binary encoding of AWS's event streams: lengths, a checksum of them, headers, payload, a checksum of all.</summary>
internal static class EventStreamMessage
{
    public const string ContentType = "application/vnd.amazon.eventstream";

    private const int Prelude = 12;
    private const int Checksum = 4;
    private const byte Text = 7;

    public static byte[] Event(string type, string contentType, ReadOnlySpan<byte> payload)
    {
        using var headers = new MemoryStream();
        Header(headers, ":event-type", type);
        Header(headers, ":content-type", contentType);
        Header(headers, ":message-type", "event");
        return Encode(headers.ToArray(), payload);
    }

    private static byte[] Encode(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> payload)
    {
        var message = new byte[Prelude + headers.Length + payload.Length + Checksum];
        BinaryPrimitives.WriteUInt32BigEndian(message, (uint)message.Length);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(4), (uint)headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(8), Sum(message.AsSpan(0, 8)));
        headers.CopyTo(message.AsSpan(Prelude));
        payload.CopyTo(message.AsSpan(Prelude + headers.Length));
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(message.Length - Checksum), Sum(message.AsSpan(0, message.Length - Checksum)));
        return message;
    }

    private static void Header(MemoryStream headers, string name, string value)
    {
        headers.WriteByte((byte)name.Length);
        headers.Write(Encoding.UTF8.GetBytes(name));
        headers.WriteByte(Text);
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)value.Length);
        headers.Write(length);
        headers.Write(Encoding.UTF8.GetBytes(value));
    }

    private static uint Sum(ReadOnlySpan<byte> bytes) => Crc32.HashToUInt32(bytes);
}
