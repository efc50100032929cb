using LambdaSim.Events;
using LambdaSim.Resources;

namespace LambdaSim.Runtime;

/// <summary>A request of a service beside Lambda on its way to a function: no code of the simulation awaits it, its answer is told to the service.</summary>
internal sealed class ServiceInvocation(LiveFunction function, CallTarget? target, ServiceRequest request)
    : PayloadCall(function, request.Payload, target is null ? null : new InvokeOptions { Target = target })
{
    private int _attempts;

    public ServiceRequest Request => request;

    public override TraceHeader? Trace { get; set; } = TraceHeader.Parse(request.Trace);

    public override long? ArrivedAt { get; set; }

    public override InvocationType Type => request.IsEvent ? InvocationType.Event : InvocationType.RequestResponse;

    public override int Attempts => request.IsEvent ? _attempts : 1;

    public override bool IsOfService => true;

    internal override bool KeepsAlive => !request.IsBackground;

    internal override bool IsAnswered => true;

    public override void Begin() => _attempts++;

    protected override void Deliver() => request.Answered(Answered());

    private ServiceAnswer Answered()
    {
        var id = RequestId.Of(Function.Host.Seed, Invocation);
        if (IsStopped)
        {
            var stopped = new RecursiveInvocationException();
            return new ServiceAnswer(stopped.StatusCode) { ErrorCode = stopped.ErrorCode, ErrorMessage = stopped.Message, Invocation = Invocation, RequestId = id };
        }

        if (Result is { Throttle: not ThrottleCause.None and var cause })
        {
            return new ServiceAnswer(429)
            {
                ErrorCode = "TooManyRequestsException", ErrorMessage = Result.Error?.Message ?? ThrottleReason.Of(cause).Message,
                Throttle = cause, Invocation = Invocation, RequestId = id,
            };
        }

        return request.IsEvent || Result is null
            ? new ServiceAnswer(202) { Invocation = Invocation, RequestId = id }
            : new ServiceAnswer(200)
            {
                Outcome = Result.Outcome, ExecutedVersion = Result.ExecutedVersion, FunctionError = Result.FunctionErrorKind, ErrorMessage = Result.Error?.Message ?? "", Payload = Result.Payload,
                Invocation = Invocation, RequestId = id,
            };
    }
}
