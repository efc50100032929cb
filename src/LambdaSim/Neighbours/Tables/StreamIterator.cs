using System.Globalization;
using System.Text;
using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Neighbours.Tables;

/// <summary>Where a reader of a shard is, as a text that says nothing to it (rule DDB-ITERATOR).</summary>
internal sealed record StreamIterator(string StreamArn, string ShardId, long Position, Instant IssuedAt)
{
    private static readonly Duration _life = Duration.FromMinutes(15);

    public static StreamIterator Begin(TableStream stream, TableShard shard, string type, string? sequence)
    {
        var position = type switch
        {
            "TRIM_HORIZON" => shard.First,
            "LATEST" => shard.Next,
            "AT_SEQUENCE_NUMBER" => shard.AtNumber(Number(stream, shard, sequence)),
            _ => shard.AtNumber(Number(stream, shard, sequence) + 1),
        };
        return new(stream.Arn.ToString(), shard.Id, position, stream.Host.Now);
    }

    /// <summary>Null: it is none.</summary>
    public static StreamIterator? Parse(string text)
    {
        var parts = text.Split('|');
        var bytes = new byte[text.Length];
        return parts.Length == 3 && Convert.TryFromBase64String(parts[2], bytes, out var count)
            && Encoding.ASCII.GetString(bytes, 0, count).Split(' ') is [var shard, var position, var issued]
            && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && long.TryParse(issued, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < NodaConstants.MillisecondsPerDay * 100_000L
            ? new(parts[0], shard, at, Instant.FromUnixTimeMilliseconds(milliseconds)) : null;
    }

    /// <exception cref="TableException">It is too old.</exception>
    public void RequireFresh(Instant now) => _ = now - IssuedAt <= _life ? 0 : throw TableException.ExpiredIterator();

    public override string ToString() => $"{StreamArn}|1|{Convert.ToBase64String(Encoding.ASCII.GetBytes(Text.Invariant($"{ShardId} {Position} {IssuedAt.ToUnixTimeMilliseconds()}")))}";

    // A number of the stream that the shard has, or had.
    private static long Number(TableStream stream, TableShard shard, string? sequence)
    {
        if (sequence is null)
        {
            throw TableException.Invalid("SequenceNumber must be provided for the ShardIteratorType of AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER");
        }

        var number = stream.NumberOf(sequence) ?? throw TableException.Invalid($"Invalid SequenceNumber: {sequence}");
        if (number < shard.StartNumber || (shard.IsClosed && number > shard.EndNumber))
        {
            throw TableException.Invalid($"Invalid SequenceNumber: {sequence} is not in the shard {shard.Id}");
        }

        return shard.First > 0 && shard.First < shard.Next && number < shard[shard.First].Number ? throw TableException.Trimmed() : number;
    }
}
