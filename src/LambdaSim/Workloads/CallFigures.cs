using System.Buffers.Text;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>What a log tells of one call, however it tells it: a <c>REPORT</c> line, a <c>platform.report</c> record, or the fields of a query's row.</summary>
internal struct CallFigures
{
    /// <summary>Identifies the request; 0 when the log gives no id. An event's retries share it.</summary>
    public UInt128 RequestId;

    public long Duration;
    public long Init;
    public int BilledMs;
    public int MemoryMb;
    public Outcome Outcome;

    /// <summary>The log tells how the call ended, so no other line needs to.</summary>
    public bool HasStatus;

    public static CallFigures New => new() { Duration = Arrival.NotGiven, Init = Arrival.NotGiven };

    /// <summary>Takes a status and an error type, either of which may be empty (rule TRC-STATUS).</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? SetStatus(ReadOnlySpan<byte> status, ReadOnlySpan<byte> error)
    {
        if (status.IsEmpty)
        {
            return null;
        }

        HasStatus = true;
        if (status.SequenceEqual("timeout"u8))
        {
            Outcome = Outcome.TimedOut;
        }
        else if (status.SequenceEqual("error"u8))
        {
            // The platform reports what ended the process; an exception that the handler throws leaves no status.
            Outcome = error.IsEmpty || error.StartsWith("Runtime."u8) || error.StartsWith("Extension."u8) || error.StartsWith("Sandbox."u8) ? Outcome.Crashed : Outcome.Failed;
        }
        else if (status.SequenceEqual("failure"u8))
        {
            Outcome = Outcome.Failed;
        }
        else if (!status.SequenceEqual("success"u8))
        {
            return $"unknown status '{RowSchema.Printable(status)}'; it is success, failure, error or timeout";
        }

        return null;
    }

    /// <summary>
    /// Rule TRC-BILLED-LESS: AWS bills a Duration rounded up, and less only of a call that ran a little past its timeout, of which it bills the timeout.
    /// </summary>
    public void InferTimeout()
    {
        if (!HasStatus && BilledMs >= 1_000 && BilledMs % 1_000 == 0 && BilledMs * 1_000_000L < Duration)
        {
            HasStatus = true;
            Outcome = Outcome.TimedOut;
        }
    }

    /// <summary>A request id as a number: 32 digits as they are, another text by a hash.</summary>
    public static UInt128 IdOf(ReadOnlySpan<byte> text)
    {
        if (Utf8Parser.TryParse(text, out Guid id, out var used) && used == text.Length)
        {
            Span<byte> bytes = stackalloc byte[16];
            id.TryWriteBytes(bytes);
            return new UInt128(BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[8..]));
        }

        var hash = text.IsEmpty ? UInt128.Zero : UInt128.One;
        foreach (var b in text)
        {
            hash = (hash ^ b) * new UInt128(0x0000000001000000, 0x000000000000013B);
        }

        return hash;
    }
}
