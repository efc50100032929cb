using LambdaSim.Resources;

namespace LambdaSim.Async;

/// <summary>A function version without code: what is sent on arrives as an async invocation of it.</summary>
/// <param name="queue">The queue of its world.</param>
/// <param name="arn">What names it.</param>
/// <param name="version">Its index.</param>
/// <param name="maxBytes">The largest event that AWS takes.</param>
internal sealed class FunctionSink(AsyncInvocations queue, Arn arn, int version, int maxBytes) : ISink
{
    public Arn Arn => arn;

    public string Kind => "function";

    public string Name => arn.FunctionName ?? "";

    public int MaxBytes => maxBytes;

    public Taken Take(Delivery delivery)
    {
        queue.TakeSent(delivery, version);
        return Taken.OnItsWay;
    }
}
