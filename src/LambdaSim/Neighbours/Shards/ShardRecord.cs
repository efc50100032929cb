using NodaTime;

namespace LambdaSim.Neighbours.Shards;

/// <summary>What a reader decides by of a record, without what is in it.</summary>
/// <param name="Arrived">Its approximate arrival, in nanoseconds since 1970.</param>
/// <param name="KeyHash">Hash of the partition key, or of an item's key: equal keys have equal hashes in all shards.</param>
/// <param name="KeyBytes">Bytes of the partition key as a JSON text, without the quotes; 0 for DynamoDB.</param>
/// <param name="DataBytes">Bytes of <see cref="IShard.Data"/>.</param>
internal readonly record struct ShardRecord(long Arrived, ulong KeyHash, int KeyBytes, int DataBytes)
{
    public Instant ArrivedAt => NodaConstants.UnixEpoch.PlusNanoseconds(Arrived);

    /// <summary>An instant as records have it.</summary>
    public static long NanosecondsOf(Instant instant) => (instant - NodaConstants.UnixEpoch).ToInt64Nanoseconds();
}
