using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours.Streams;

/// <summary>An error that Kinesis itself would have answered with.</summary>
internal sealed class StreamException : AwsServiceException
{
    private const string NotFound = "ResourceNotFoundException", InUse = "ResourceInUseException", Argument = "InvalidArgumentException", Limit = "LimitExceededException";

    private StreamException(string code, string message)
        : base(code, message)
    {
    }

    public static StreamException Invalid(string message) => new("ValidationException", message);

    public static StreamException InvalidArgument(string message) => new(Argument, message);

    public static StreamException InUseFor(string message) => new(InUse, message);

    public static StreamException LimitOf(string message) => new(Limit, message);

    public static StreamException Unknown(string message) => new(NotFound, message);

    // Streams.

    public static StreamException NoStream(string name, string account) => new(NotFound, $"Stream {name} under account {account} not found.");

    public static StreamException Exists(string name, string account) => new(InUse, $"Stream {name} under account {account} already exists.");

    public static StreamException NotActive(DataStream stream) =>
        new(InUse, $"Stream {stream.Name} under account {stream.Account} not ACTIVE, instead in state {stream.Status}");

    public static StreamException TooManyShards(string account, string region, long current, int limit, long added) => new(Limit, Text.Invariant(
        $"This request would exceed the shard limit for the account {account} in {region}. Current shard count for the account: {current}. Limit: {limit}. Number of additional shards that would have resulted from this request: {added}. Refer to the AWS Service Limits page (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current limits and how to request higher limits."));

    // Shards.

    /// <summary>Of operations that change shards.</summary>
    public static StreamException NoShard(DataStream stream, string shard) => new(NotFound, $"Could not find shard {shard} in stream {stream.Name} under account {stream.Account}.");

    /// <summary>Of those that read: also where there is no such stream.</summary>
    public static StreamException NoShardToRead(string shard, string stream, string account) => new(NotFound, $"Shard {shard} in stream {stream} under account {account} does not exist");

    public static StreamException UnreadableShard(string shard, string stream, string account) => new(NotFound, $"Could not find shard {shard} in stream {stream} under account {account}.");

    // Records.

    public static StreamException TooFast(Shard shard) => new("ProvisionedThroughputExceededException", RateOf(shard));

    public static string RateOf(Shard shard) => $"Rate exceeded for Shard - {shard.Stream.Account}/{shard.Stream.Name}/{shard.Id}";

    /// <summary>As the envelope of the model's violations has it.</summary>
    public static StreamException TooLarge(int bytes, string member, long most) => Invalid(Text.Invariant(
        $"1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim={bytes} cap={bytes}]' at '{member}' failed to satisfy constraint: Member must have length less than or equal to {most}"));

    public static StreamException BadHashKey(string key) => InvalidArgument($"Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was {key}");

    // Iterators.

    public static StreamException BadIterator() => InvalidArgument("Invalid ShardIterator.");

    public static StreamException ExpiredIterator(Instant created, Instant now, Duration life) => new("ExpiredIteratorException", Text.Invariant(
        $"Iterator expired. The iterator was created at time {Java(created)} while right now it is {Java(now)} which is further in the future than the tolerated delay of {(long)life.TotalMilliseconds} milliseconds."));

    public static StreamException ExpiredToken() => new("ExpiredNextTokenException", "The specified NextToken has expired: a token can be used for 300 seconds.");

    public static StreamException BadToken() => InvalidArgument("Invalid NextToken.");

    private static string Java(Instant instant) => instant.ToString("ddd MMM dd HH':'mm':'ss 'UTC' uuuu", System.Globalization.CultureInfo.InvariantCulture);
}
