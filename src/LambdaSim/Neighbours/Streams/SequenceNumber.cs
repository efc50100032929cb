using System.Globalization;
using System.Numerics;

namespace LambdaSim.Neighbours.Streams;

/// <summary>
/// The number of a record (rule KIN-SEQUENCE): 47 hexadecimal digits, written in decimal. Of one shard they rise with the counter; numbers of different shards
/// say nothing of each other.
/// </summary>
/// <param name="CreatedAt">When its shard was made, in seconds since 1970.</param>
/// <param name="Shard">Index of the shard.</param>
/// <param name="Counter">Rises with each record of the shard.</param>
/// <param name="At">When the record came, in seconds since 1970.</param>
internal readonly record struct SequenceNumber(long CreatedAt, int Shard, long Counter, long At)
{
    /// <summary>The counter of the number that a closed shard ends with.</summary>
    public const long LastCounter = long.MaxValue;

    /// <summary>How long the text of one can be.</summary>
    public const int MaxText = 129;

    // 2, the shard's second (9), a digit of the shard (1), the counter (16), 00, the record's second (9), the shard (8), 2.
    private const int Digits = 47, DigitBits = 4;
    private const int ShardAt = 4, SecondAt = ShardAt + 32, ZerosAt = SecondAt + 36, CounterAt = ZerosAt + 8, NibbleAt = CounterAt + 64, CreatedAtBit = NibbleAt + 4, TopAt = CreatedAtBit + 36;
    private const int Version = 2, NibbleMask = 0xf;

    private static readonly BigInteger _secondMask = (BigInteger.One << 36) - 1;

    /// <summary>One of this form; null: it is none.</summary>
    public static SequenceNumber? Parse(string text)
    {
        if (text.Length > MaxText || !BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number >> (Digits * DigitBits) != 0)
        {
            return null;
        }

        var shard = (uint)((number >> ShardAt) & uint.MaxValue);
        var counter = (ulong)((number >> CounterAt) & ulong.MaxValue);
        return number >> TopAt == Version && (number & NibbleMask) == Version && (int)((number >> ZerosAt) & byte.MaxValue) == 0 && shard <= int.MaxValue && counter <= long.MaxValue
            && (int)((number >> NibbleAt) & NibbleMask) == (int)(shard & NibbleMask)
            ? new SequenceNumber((long)((number >> CreatedAtBit) & _secondMask), (int)shard, (long)counter, (long)((number >> SecondAt) & _secondMask)) : null;
    }

    public override string ToString()
    {
        var number = ((BigInteger)Version << TopAt) | ((BigInteger)CreatedAt << CreatedAtBit) | ((BigInteger)(Shard & NibbleMask) << NibbleAt) | ((BigInteger)Counter << CounterAt)
            | ((BigInteger)At << SecondAt) | ((BigInteger)Shard << ShardAt) | Version;
        return number.ToString(CultureInfo.InvariantCulture);
    }
}
