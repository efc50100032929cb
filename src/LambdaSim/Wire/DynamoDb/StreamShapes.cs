using LambdaSim.Wire.Codecs;
using static LambdaSim.Wire.Codecs.Model;
using static LambdaSim.Wire.DynamoDb.TableShapes;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>Requests about streams of tables.</summary>
internal static class StreamShapes
{
    private static readonly WireMember _stream = Required("StreamArn", Text(37, 1_024));

    public static WireOperation DescribeStream { get; } = Of(
        "DescribeStream", _stream, Member("Limit", Number(1, 100)), Member("ExclusiveStartShardId", Text(28, 65)),
        Member("ShardFilter", WireShape.Structure("ShardFilter", Member("Type", OneOf("CHILD_SHARDS")), Member("ShardId", Text(28, 65)))));

    public static WireOperation GetShardIterator { get; } = Of(
        "GetShardIterator", _stream, Required("ShardId", Text(28, 65)), Required("ShardIteratorType", OneOf("TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER")),
        Member("SequenceNumber", Text(21, 40)));

    public static WireOperation GetRecords { get; } = Of("GetRecords", Required("ShardIterator", Text(1, 2_048)), Member("Limit", Number(1, 1_000)));

    public static WireOperation ListStreams { get; } = Of(
        "ListStreams", Member("TableName", DynamoDbShapes.TableName), Member("Limit", Number(1, 100)), Member("ExclusiveStartStreamArn", Text(37, 1_024)));
}
