using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Neighbours.Streams;

/// <summary>Where a reader stands in a shard, as clients carry it (rule KIN-ITERATOR): opaque, and good for five minutes.</summary>
/// <param name="Stream">Name of the stream.</param>
/// <param name="Of">Hash of the id of the stream of that name.</param>
/// <param name="Shard">Index of the shard.</param>
/// <param name="Position">Of the record that is read next.</param>
/// <param name="IssuedAt">When it was given.</param>
internal sealed record ShardIterator(string Stream, ulong Of, int Shard, long Position, Instant IssuedAt)
{
    private const ulong Mark = 1;
    private const int StreamAt = 8, ShardAt = 16, PositionAt = 20, IssuedAtByte = 28, NameAt = 36, Sum = 8;

    public static readonly Duration Life = Duration.FromMinutes(5);

    /// <summary>Null: it is none, or not as it was given.</summary>
    public static ShardIterator? Parse(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var count) || count < NameAt + Sum)
        {
            return null;
        }

        var whole = bytes.AsSpan(0, count);
        var body = whole[..^Sum];
        return BinaryPrimitives.ReadUInt64BigEndian(whole) != Mark || BinaryPrimitives.ReadUInt64BigEndian(whole[^Sum..]) != XxHash64.HashToUInt64(body) ? null
            : new ShardIterator(
                Encoding.UTF8.GetString(body[NameAt..]),
                BinaryPrimitives.ReadUInt64BigEndian(body[StreamAt..]),
                BinaryPrimitives.ReadInt32BigEndian(body[ShardAt..]),
                BinaryPrimitives.ReadInt64BigEndian(body[PositionAt..]),
                Instant.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(body[IssuedAtByte..])));
    }

    public static ulong HashOf(string streamId) => StableHash.Of(streamId);

    public override string ToString()
    {
        var name = Encoding.UTF8.GetBytes(Stream);
        var bytes = new byte[NameAt + name.Length + Sum];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Mark);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(StreamAt), Of);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(ShardAt), Shard);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(PositionAt), Position);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(IssuedAtByte), IssuedAt.ToUnixTimeMilliseconds());
        name.CopyTo(bytes.AsSpan(NameAt));
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(bytes.Length - Sum), XxHash64.HashToUInt64(bytes.AsSpan(0, bytes.Length - Sum)));
        return Convert.ToBase64String(bytes);
    }
}
