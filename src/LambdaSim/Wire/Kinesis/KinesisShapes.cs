using LambdaSim.Wire.Codecs;
using static LambdaSim.Wire.Codecs.Model;

namespace LambdaSim.Wire.Kinesis;

/// <summary>The shapes of Kinesis Data Streams, with the limits of its model.</summary>
internal static class KinesisShapes
{
    private const string NamePattern = "[a-zA-Z0-9_.-]+";

    private static readonly WireShape _name = Text(NamePattern, 1, 128);
    private static readonly WireShape _shardId = Text(NamePattern, 1, 128);
    private static readonly WireShape _streamArn = Text(@"arn:aws.*:kinesis:.*:\d{12}:stream/\S+", 1, 2_048);
    private static readonly WireShape _resourceArn = Text(@"arn:aws.*:kinesis:.*:\d{12}:.*stream/\S+", 1, 2_048);
    private static readonly WireShape _consumerArn = Text(@"^(arn):aws.*:kinesis:.*:\d{12}:.*stream\/[a-zA-Z0-9_.-]+\/consumer\/[a-zA-Z0-9_.-]+:[0-9]+", 1, 2_048);
    private static readonly WireShape _hashKey = WireShape.String.Within(WireLimits.Of(@"0|([1-9]\d{0,38})"));
    private static readonly WireShape _sequence = WireShape.String.Within(WireLimits.Of(@"0|([1-9]\d{0,128})"));
    private static readonly WireShape _key = Text(1, 256);
    private static readonly WireShape _data = WireShape.Blob.Within(WireLimits.Length(0, 10_485_760));
    private static readonly WireShape _token = Text(1, 1_048_576);
    private static readonly WireShape _positive = WireShape.Integer.Within(new WireLimits { Min = 1 });
    private static readonly WireShape _natural = WireShape.Integer.Within(new WireLimits { Min = 0 });
    private static readonly WireShape _page = Number(1, 10_000);
    private static readonly WireShape _recordSize = Number(1_024, 10_240);
    private static readonly WireShape _encryption = OneOf("NONE", "KMS");
    private static readonly WireShape _position = OneOf("AFTER_SEQUENCE_NUMBER", "LATEST", "AT_TIMESTAMP", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON");
    private static readonly WireShape _tagKey = Text(1, 128);
    private static readonly WireShape _tagMap = WireShape.MapOf(Text(0, 256)).Within(new WireLimits { Min = 1, Max = 200, Keys = WireLimits.Length(1, 128) });
    private static readonly WireShape _tagKeys = List(_tagKey, 1, 50);
    private static readonly WireShape _tagList = List(WireShape.Structure("Tag", Text("Key"), Text("Value")));

    private static readonly WireShape _metrics = List(
        OneOf("IncomingBytes", "IncomingRecords", "OutgoingBytes", "OutgoingRecords", "WriteProvisionedThroughputExceeded", "ReadProvisionedThroughputExceeded", "IteratorAgeMilliseconds", "ALL"), 1, 7);

    private static readonly WireShape _metricNames = List(WireShape.String);
    private static readonly WireShape _mode = WireShape.Structure("StreamModeDetails", Required("StreamMode", OneOf("PROVISIONED", "ON_DEMAND")));
    private static readonly WireShape _warm = WireShape.Structure("WarmThroughputObject", Member("TargetMiBps", WireShape.Integer), Member("CurrentMiBps", WireShape.Integer));
    private static readonly WireShape _hashRange = WireShape.Structure("HashKeyRange", Text("StartingHashKey"), Text("EndingHashKey"));

    private static readonly WireShape _shard = WireShape.Structure("Shard",
        Text("ShardId"), Text("ParentShardId"), Text("AdjacentParentShardId"), Member("HashKeyRange", _hashRange),
        Member("SequenceNumberRange", WireShape.Structure("SequenceNumberRange", Text("StartingSequenceNumber"), Text("EndingSequenceNumber"))));

    private static readonly WireMember _children = Member("ChildShards", List(WireShape.Structure("ChildShard",
        Text("ShardId"), Member("ParentShards", List(WireShape.String)), Member("HashKeyRange", _hashRange))));

    private static readonly WireMember _records = Member("Records", List(WireShape.Structure("Record",
        Text("SequenceNumber"), Member("ApproximateArrivalTimestamp", WireShape.Timestamp), Member("Data", WireShape.Blob), Text("PartitionKey"), Text("EncryptionType"))));

    private static readonly WireMember _behind = Member("MillisBehindLatest", WireShape.Long);
    private static readonly WireMember _monitoring = Member("EnhancedMonitoring", List(WireShape.Structure("EnhancedMetrics", Member("ShardLevelMetrics", _metricNames))));
    private static readonly WireMember _streamMode = Member("StreamModeDetails", _mode);
    private static readonly WireMember _created = Member("StreamCreationTimestamp", WireShape.Timestamp);
    private static readonly WireMember _retention = Member("RetentionPeriodHours", WireShape.Integer);

    private static readonly WireShape _consumer = WireShape.Structure("Consumer",
        Text("ConsumerName"), Text("ConsumerARN"), Text("ConsumerStatus"), Member("ConsumerCreationTimestamp", WireShape.Timestamp), Text("StreamARN"));

    private static readonly WireShape _commitment = WireShape.Structure("MinimumThroughputBillingCommitment",
        Text("Status"), Member("StartedAt", WireShape.Timestamp), Member("EndedAt", WireShape.Timestamp), Member("EarliestAllowedEndAt", WireShape.Timestamp));

    // How an operation is told which stream: by name, by ARN, by id.
    private static readonly WireMember _id = Member("StreamId", Text("[a-z0-9]{20}-[a-z0-9]{3}", 1, 24));
    private static readonly WireMember[] _stream = [Member("StreamName", _name), Member("StreamARN", _streamArn), _id];
    private static readonly WireMember[] _resource = [Required("ResourceARN", _resourceArn), _id];
    private static readonly WireMember[] _named = [Member("StreamARN", _streamArn), Member("ConsumerName", _name), Member("ConsumerARN", _consumerArn), _id];

    public static WireService Service { get; } = new("Kinesis_20131202", "2013-12-02");

    /// <summary>What a subscription sends, one event after the other.</summary>
    public static WireShape SubscriptionEvent { get; } = WireShape.Structure("SubscribeToShardEvent", _records, Text("ContinuationSequenceNumber"), _behind, _children);

    public static WireOperation CreateStream { get; } = Silent("CreateStream",
        Required("StreamName", _name), Member("ShardCount", _positive), _streamMode, Member("Tags", _tagMap), Member("WarmThroughputMiBps", _natural), Member("MaxRecordSizeInKiB", _recordSize));

    public static WireOperation DeleteStream { get; } = Silent("DeleteStream", [.. _stream, Member("EnforceConsumerDeletion", WireShape.Boolean)]);

    public static WireOperation DescribeStream { get; } = Operation("DescribeStream", [.. _stream, Member("Limit", _page), Member("ExclusiveStartShardId", _shardId)],
        Member("StreamDescription", WireShape.Structure("StreamDescription",
            Text("StreamName"), Text("StreamARN"), Text("StreamStatus"), _streamMode, Member("Shards", List(_shard)), Member("HasMoreShards", WireShape.Boolean), _retention, _created, _monitoring,
            Text("EncryptionType"), Text("KeyId"))));

    public static WireOperation DescribeStreamSummary { get; } = Operation("DescribeStreamSummary", _stream,
        Member("StreamDescriptionSummary", WireShape.Structure("StreamDescriptionSummary",
            Text("StreamName"), Text("StreamARN"), Text("StreamId"), Text("StreamStatus"), _streamMode, _retention, _created, _monitoring, Text("EncryptionType"), Text("KeyId"),
            Member("OpenShardCount", WireShape.Integer), Member("ConsumerCount", WireShape.Integer), Member("WarmThroughput", _warm), Member("MaxRecordSizeInKiB", WireShape.Integer))));

    public static WireOperation ListStreams { get; } = Operation("ListStreams", [Member("Limit", _page), Member("ExclusiveStartStreamName", _name), Member("NextToken", _token)],
        Member("StreamNames", List(WireShape.String)), Member("HasMoreStreams", WireShape.Boolean), Text("NextToken"),
        Member("StreamSummaries", List(WireShape.Structure("StreamSummary", Text("StreamName"), Text("StreamARN"), Text("StreamStatus"), _streamMode, _created))));

    public static WireOperation ListShards { get; } = Operation("ListShards",
        [
            .. _stream, Member("NextToken", _token), Member("ExclusiveStartShardId", _shardId), Member("MaxResults", _page), _created,
            Member("ShardFilter", WireShape.Structure("ShardFilter",
                Required("Type", OneOf("AFTER_SHARD_ID", "AT_TRIM_HORIZON", "FROM_TRIM_HORIZON", "AT_LATEST", "AT_TIMESTAMP", "FROM_TIMESTAMP")),
                Member("ShardId", _shardId), Member("Timestamp", WireShape.Timestamp))),
        ],
        Member("Shards", List(_shard)), Text("NextToken"));

    public static WireOperation PutRecord { get; } = Operation("PutRecord",
        [.. _stream, Required("Data", _data), Required("PartitionKey", _key), Member("ExplicitHashKey", _hashKey), Member("SequenceNumberForOrdering", _sequence)],
        Text("ShardId"), Text("SequenceNumber"), Text("EncryptionType"));

    public static WireOperation PutRecords { get; } = Operation("PutRecords",
        [
            Required("Records", List(WireShape.Structure("PutRecordsRequestEntry", Required("Data", _data), Member("ExplicitHashKey", _hashKey), Required("PartitionKey", _key)), 1, 500)),
            .. _stream,
        ],
        Member("FailedRecordCount", WireShape.Integer),
        Member("Records", List(WireShape.Structure("PutRecordsResultEntry", Text("SequenceNumber"), Text("ShardId"), Text("ErrorCode"), Text("ErrorMessage")))),
        Text("EncryptionType"));

    public static WireOperation GetShardIterator { get; } = Operation("GetShardIterator",
        [.. _stream, Required("ShardId", _shardId), Required("ShardIteratorType", _position), Member("StartingSequenceNumber", _sequence), Member("Timestamp", WireShape.Timestamp)],
        Text("ShardIterator"));

    public static WireOperation GetRecords { get; } = Operation("GetRecords",
        [Required("ShardIterator", Text(1, 512)), Member("Limit", _page), Member("StreamARN", _streamArn), _id],
        _records, Text("NextShardIterator"), _behind, _children);

    public static WireOperation SplitShard { get; } = Silent("SplitShard", [.. _stream, Required("ShardToSplit", _shardId), Required("NewStartingHashKey", _hashKey)]);

    public static WireOperation MergeShards { get; } = Silent("MergeShards", [.. _stream, Required("ShardToMerge", _shardId), Required("AdjacentShardToMerge", _shardId)]);

    public static WireOperation UpdateShardCount { get; } = Operation("UpdateShardCount",
        [.. _stream, Required("TargetShardCount", _positive), Required("ScalingType", OneOf("UNIFORM_SCALING"))],
        Text("StreamName"), Member("CurrentShardCount", WireShape.Integer), Member("TargetShardCount", WireShape.Integer), Text("StreamARN"));

    public static WireOperation UpdateStreamMode { get; } = Silent("UpdateStreamMode",
        Required("StreamARN", _streamArn), _id, Required("StreamModeDetails", _mode), Member("WarmThroughputMiBps", _natural));

    public static WireOperation UpdateMaxRecordSize { get; } = Silent("UpdateMaxRecordSize", Member("StreamARN", _streamArn), _id, Required("MaxRecordSizeInKiB", _recordSize));

    public static WireOperation UpdateStreamWarmThroughput { get; } = Operation("UpdateStreamWarmThroughput", [.. _stream, Required("WarmThroughputMiBps", _natural)],
        Text("StreamARN"), Text("StreamName"), Member("WarmThroughput", _warm));

    public static WireOperation IncreaseStreamRetentionPeriod { get; } = Silent("IncreaseStreamRetentionPeriod", [.. _stream, Required("RetentionPeriodHours", WireShape.Integer)]);

    public static WireOperation DecreaseStreamRetentionPeriod { get; } = Silent("DecreaseStreamRetentionPeriod", [.. _stream, Required("RetentionPeriodHours", WireShape.Integer)]);

    public static WireOperation AddTagsToStream { get; } = Silent("AddTagsToStream", [.. _stream, Required("Tags", _tagMap)]);

    public static WireOperation RemoveTagsFromStream { get; } = Silent("RemoveTagsFromStream", [.. _stream, Required("TagKeys", _tagKeys)]);

    public static WireOperation ListTagsForStream { get; } = Operation("ListTagsForStream", [.. _stream, Member("ExclusiveStartTagKey", _tagKey), Member("Limit", Number(1, 50))],
        Member("Tags", _tagList), Member("HasMoreTags", WireShape.Boolean));

    public static WireOperation TagResource { get; } = Silent("TagResource", [Required("Tags", _tagMap), .. _resource]);

    public static WireOperation UntagResource { get; } = Silent("UntagResource", [Required("TagKeys", _tagKeys), .. _resource]);

    public static WireOperation ListTagsForResource { get; } = Operation("ListTagsForResource", _resource, Member("Tags", _tagList));

    public static WireOperation StartStreamEncryption { get; } = Silent("StartStreamEncryption", [.. _stream, Required("EncryptionType", _encryption), Required("KeyId", Text(1, 2_048))]);

    public static WireOperation StopStreamEncryption { get; } = Silent("StopStreamEncryption", [.. _stream, Required("EncryptionType", _encryption), Required("KeyId", Text(1, 2_048))]);

    public static WireOperation EnableEnhancedMonitoring { get; } = Monitoring("EnableEnhancedMonitoring");

    public static WireOperation DisableEnhancedMonitoring { get; } = Monitoring("DisableEnhancedMonitoring");

    public static WireOperation PutResourcePolicy { get; } = Silent("PutResourcePolicy", [.. _resource, Required("Policy", WireShape.String)]);

    public static WireOperation GetResourcePolicy { get; } = Operation("GetResourcePolicy", _resource, Text("Policy"));

    public static WireOperation DeleteResourcePolicy { get; } = Silent("DeleteResourcePolicy", _resource);

    public static WireOperation DescribeLimits { get; } = Operation("DescribeLimits", [],
        Member("ShardLimit", WireShape.Integer), Member("OpenShardCount", WireShape.Integer), Member("OnDemandStreamCount", WireShape.Integer), Member("OnDemandStreamCountLimit", WireShape.Integer));

    public static WireOperation DescribeAccountSettings { get; } = Operation("DescribeAccountSettings", [], Member("MinimumThroughputBillingCommitment", _commitment));

    public static WireOperation UpdateAccountSettings { get; } = Operation("UpdateAccountSettings",
        [Required("MinimumThroughputBillingCommitment", WireShape.Structure("MinimumThroughputBillingCommitmentInput", Required("Status", OneOf("ENABLED", "DISABLED"))))],
        Member("MinimumThroughputBillingCommitment", _commitment));

    public static WireOperation RegisterStreamConsumer { get; } = Operation("RegisterStreamConsumer",
        [Required("StreamARN", _streamArn), Required("ConsumerName", _name), _id, Member("Tags", _tagMap)], Member("Consumer", _consumer));

    public static WireOperation DeregisterStreamConsumer { get; } = Silent("DeregisterStreamConsumer", _named);

    public static WireOperation DescribeStreamConsumer { get; } = Operation("DescribeStreamConsumer", _named, Member("ConsumerDescription", _consumer));

    public static WireOperation ListStreamConsumers { get; } = Operation("ListStreamConsumers",
        [Required("StreamARN", _streamArn), Member("NextToken", _token), Member("MaxResults", _page), _created, _id], Member("Consumers", List(_consumer)), Text("NextToken"));

    public static WireOperation SubscribeToShard { get; } = Silent("SubscribeToShard",
        Required("ConsumerARN", _consumerArn), _id, Required("ShardId", _shardId),
        Required("StartingPosition", WireShape.Structure("StartingPosition", Required("Type", _position), Member("SequenceNumber", _sequence), Member("Timestamp", WireShape.Timestamp))));

    private static WireOperation Monitoring(string name) => Operation(name, [.. _stream, Required("ShardLevelMetrics", _metrics)],
        Text("StreamName"), Member("CurrentShardLevelMetrics", _metricNames), Member("DesiredShardLevelMetrics", _metricNames), Text("StreamARN"));

    // It answers nothing.
    private static WireOperation Silent(string name, params IEnumerable<WireMember> input) => new(name, WireShape.Structure($"{name}Request", input), null);
}
