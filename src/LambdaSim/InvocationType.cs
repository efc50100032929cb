namespace LambdaSim;

/// <summary>How a request was sent: AWS's <c>InvocationType</c>.</summary>
public enum InvocationType : byte
{
    /// <summary>Synchronous: the caller waits, a throttle is its answer.</summary>
    RequestResponse = 0,

    /// <summary>Asynchronous: accepted, queued when throttled.</summary>
    Event = 1,
}
