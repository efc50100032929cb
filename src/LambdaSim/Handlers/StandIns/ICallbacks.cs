namespace LambdaSim.Handlers.StandIns;

/// <summary>The way to programs outside that answer for functions. The core opens no connections.</summary>
internal interface ICallbacks
{
    /// <summary>Posts a call and gives the answer; what went wrong is an answer too.</summary>
    Task<CallbackAnswer> Post(Uri url, ReadOnlyMemory<byte> body, CancellationToken cancellation);
}

/// <summary>What came of a callback.</summary>
/// <param name="Status">HTTP status; 0: none came.</param>
/// <param name="Body">Body of the answer.</param>
/// <param name="Fault">Why there is no answer, and what to do; null: there is one.</param>
internal sealed record CallbackAnswer(int Status, ReadOnlyMemory<byte> Body, string? Fault)
{
    /// <summary>The answer is larger than any response of Lambda; it was not read to its end.</summary>
    public static CallbackAnswer TooLarge { get; } = new(0, default, null);

    public static CallbackAnswer Failed(string fault) => new(0, default, fault);
}
