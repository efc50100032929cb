using NodaTime;

namespace LambdaSim.Neighbours.Streams;

/// <summary>Where a reader of a shard begins, as a request says it (rule KIN-ITERATOR-TYPES).</summary>
/// <param name="Type">Such as <c>LATEST</c>.</param>
/// <param name="Number">Sequence number; null: not said.</param>
/// <param name="Timestamp">Null: not said.</param>
internal sealed record StartingPosition(string Type, string? Number, Instant? Timestamp)
{
    public const string TrimHorizon = "TRIM_HORIZON", Latest = "LATEST", AtTimestamp = "AT_TIMESTAMP", AtNumber = "AT_SEQUENCE_NUMBER", AfterNumber = "AFTER_SEQUENCE_NUMBER";

    /// <summary>Whether what is said goes together.</summary>
    /// <exception cref="StreamException">It does not.</exception>
    public void Check()
    {
        var byNumber = Type is AtNumber or AfterNumber;
        if (byNumber != (Number is not null))
        {
            throw StreamException.InvalidArgument(
                $"Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified {Type} and {(byNumber ? "no StartingSequenceNumber." : "also a StartingSequenceNumber.")}");
        }

        if (Type == AtTimestamp && Timestamp is null)
        {
            throw StreamException.InvalidArgument("Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.");
        }
    }

    /// <summary>The instant, in milliseconds since 1970.</summary>
    public long At(Instant now)
    {
        var ms = Shard.CeilingMs(Timestamp!.Value);
        return ms > now.ToUnixTimeMilliseconds()
            ? throw StreamException.InvalidArgument(Configuration.Text.Invariant(
                $"The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: {ms}, currentTimestampInMillis: {now.ToUnixTimeMilliseconds()}"))
            : ms;
    }

    /// <summary>Position of the record of the number, or of the one after it.</summary>
    public long InShard(Shard shard)
    {
        var stream = shard.Stream;
        var used = $"StartingSequenceNumber {Number} used in GetShardIterator on shard {shard.Id} in stream {stream.Name} under account {stream.Account} is invalid";
        if (SequenceNumber.Parse(Number!) is not { } number)
        {
            throw StreamException.InvalidArgument($"{used}.");
        }

        if (number.Shard != shard.Index)
        {
            throw StreamException.InvalidArgument($"Invalid StartingSequenceNumber. It encodes {Shard.IdOf(number.Shard)}, while it was used in a call to a shard with {shard.Id}");
        }

        if (number.CreatedAt != shard.Starting.CreatedAt)
        {
            throw StreamException.InvalidArgument($"{used} because it did not come from this stream.");
        }

        // Numbers between two records, which an increment makes, lie behind the first of them.
        var position = shard.Log.AtCounter(number.Counter);
        return position < shard.Log.Next && shard.NumberAt(position) is var found && found.Counter == number.Counter && (number.At > found.At || (Type == AfterNumber && number.At == found.At)) ? position + 1 : position;
    }
}
