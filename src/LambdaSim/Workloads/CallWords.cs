namespace LambdaSim.Workloads;

/// <summary>The words of the columns <c>type</c> and <c>outcome</c>.</summary>
internal static class CallWords
{
    /// <summary>Reads how a request was sent.</summary>
    public static bool Read(ReadOnlySpan<byte> word, out InvocationType type)
    {
        type = word.SequenceEqual("Event"u8) ? InvocationType.Event : InvocationType.RequestResponse;
        return type == InvocationType.Event || word.SequenceEqual("RequestResponse"u8);
    }

    /// <summary>Reads how a handler ends.</summary>
    public static bool Read(ReadOnlySpan<byte> word, out Outcome outcome)
    {
        outcome = word.SequenceEqual("error"u8) ? Outcome.Failed
            : word.SequenceEqual("timeout"u8) ? Outcome.TimedOut
            : word.SequenceEqual("crash"u8) ? Outcome.Crashed
            : Outcome.Succeeded;
        return outcome != Outcome.Succeeded || word.SequenceEqual("ok"u8);
    }
}
