using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Resources;
using LambdaSim.Runtime;

namespace LambdaSim.Worlds;

/// <summary>
/// Requests of services to functions of a world without code. As in one with code a request arrives as an entry of its instant, and its answer is told
/// as another, so that both give the same log.
/// </summary>
internal sealed class ModelledCalls : Caller
{
    private readonly World _world;
    private readonly short _number;
    private readonly Dictionary<int, ServiceRequest> _open = [];

    public ModelledCalls(World world)
    {
        _world = world;
        _number = world.Engine.Register(this);
    }

    public override bool IsLambda => true;

    public void Send(int version, ServiceRequest request)
    {
        if (RequestPayload.CheckSize(request.Payload.Length, request.IsEvent, _world.Config.Account.Quotas) is { } tooLarge)
        {
            Tell(request, new ServiceAnswer(tooLarge.StatusCode) { ErrorCode = tooLarge.ErrorCode, ErrorMessage = tooLarge.Message });
            return;
        }

        _world.Alarms!.Arm(() => Arrive(version, request), EntryPhase.Arrive, !request.IsBackground);
    }

    public override void Answered(in InvocationEnd end) => Tell(end.Invocation, new ServiceAnswer(200)
    {
        Outcome = end.Outcome, FunctionError = end.Outcome == Outcome.Succeeded ? null : "Unhandled", Invocation = end.Invocation,
    });

    public override void Accepted(int invocation) => Tell(invocation, new ServiceAnswer(202) { Invocation = invocation });

    public override void Refused(int invocation, ThrottleCause cause) => Tell(invocation, new ServiceAnswer(429)
    {
        ErrorCode = "TooManyRequestsException", ErrorMessage = ThrottleReason.Of(cause).Message, Throttle = cause, Invocation = invocation,
    });

    private void Arrive(int version, ServiceRequest request)
    {
        var engine = _world.Engine;
        var invocation = engine.NextInvocation();
        _open.Add(invocation, request);
        var arrival = new Arrival
        {
            Time = engine.Now,
            Function = version,
            Duration = Arrival.NotGiven,
            Init = Arrival.NotGiven,
            PayloadBytes = request.Payload.Length,
            Type = request.IsEvent ? InvocationType.Event : InvocationType.RequestResponse,
            Caller = _number,
        };

        // Before any other limit (rule REC-LIMIT).
        if (!request.IsEvent && _world.Async.Stops(request.Trace, version))
        {
            engine.Stop(arrival, invocation, DropCause.RecursiveInvocation);
            var stopped = new RecursiveInvocationException();
            Tell(invocation, new ServiceAnswer(stopped.StatusCode) { ErrorCode = stopped.ErrorCode, ErrorMessage = stopped.Message, Invocation = invocation });
        }
        else
        {
            engine.ArriveLive(arrival, invocation);
        }

        request.Arrived?.Invoke(version, invocation);
    }

    private void Tell(int invocation, ServiceAnswer answer)
    {
        if (_open.Remove(invocation, out var request))
        {
            Tell(request, answer with { RequestId = RequestId.Of(_world.Plan.Seed, invocation) });
        }
    }

    private void Tell(ServiceRequest request, ServiceAnswer answer) => _world.Alarms!.Arm(() => request.Answered(answer), EntryPhase.Deliver, !request.IsBackground);
}
