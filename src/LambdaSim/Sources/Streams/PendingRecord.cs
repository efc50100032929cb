namespace LambdaSim.Sources.Streams;

/// <summary>A record that was read and is not done with.</summary>
/// <param name="Position">In its shard.</param>
/// <param name="Arrived">Nanoseconds since 1970.</param>
/// <param name="Bytes">Of its part of the event.</param>
internal readonly record struct PendingRecord(long Position, long Arrived, int Bytes);
