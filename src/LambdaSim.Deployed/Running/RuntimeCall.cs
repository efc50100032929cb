using LambdaSim.Handlers.StandIns;
using LambdaSim.Runtime;

namespace LambdaSim.Deployed.Running;

/// <summary>A call as a process has it by the Lambda Runtime API.</summary>
internal sealed class RuntimeCall(InvocationContext context, ReadOnlyMemory<byte> payload)
{
    private readonly TaskCompletionSource _over = new();
    private ReadOnlyMemory<byte> _response;
    private ReadyErrorException? _error;

    public RuntimeEvent Event { get; } = new(context.AwsRequestId, context.InvokedFunctionArn, context.ClientContext, payload)
    {
        Trace = context.Trace!.ToString(),
        Identity = context.Identity,
        Remaining = context.RemainingTime.ToTimeSpan(),
        EndsWithDeadline = true,
    };

    /// <summary>On virtual time.</summary>
    public DateTimeOffset Deadline { get; } = context.Time.GetUtcNow() + context.RemainingTime.ToTimeSpan();

    /// <summary>The process has sent a response or an error.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>The process has asked for the next call.</summary>
    public Task Over => _over.Task;

    public void Respond(ReadOnlyMemory<byte> response) => (IsAnswered, _response) = (true, response);

    public void Fail(ReadyErrorException error) => (IsAnswered, _error) = (true, error);

    public void End() => _over.TrySetResult();

    /// <summary>The response.</summary>
    /// <exception cref="ReadyErrorException">The process sent an error.</exception>
    public ReadOnlyMemory<byte> Take() => _error is null ? _response : throw _error;
}
