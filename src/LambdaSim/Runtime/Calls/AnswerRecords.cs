using System.IO.Hashing;
using System.Text;

namespace LambdaSim.Runtime;

/// <summary>What the log tells of answers: their hash. Two runs that answer differently have different logs.</summary>
/// <param name="areRules">The rules of the run have it so.</param>
/// <param name="isSeen">Somebody sees the records.</param>
internal sealed class AnswerRecords(bool areRules, Func<bool> isSeen)
{
    private const int LongestWords = 200;

    /// <summary>The beginnings of answers, by invocation, for a check that has to say how they differ; null: not kept.</summary>
    public Dictionary<int, string>? Words { get; init; }

    /// <summary>Whether an answer gets a record.</summary>
    public bool Has(ReadOnlyMemory<byte> answer) => areRules && !answer.IsEmpty && isSeen();

    /// <summary>The record's value.</summary>
    public long HashOf(int invocation, ReadOnlySpan<byte> answer)
    {
        if (Words is not null)
        {
            Words[invocation] = Encoding.UTF8.GetString(answer[..Math.Min(answer.Length, LongestWords)]) + (answer.Length > LongestWords ? "…" : "");
        }

        return (long)XxHash3.HashToUInt64(answer);
    }
}
