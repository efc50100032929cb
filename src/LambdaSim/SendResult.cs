using System.Diagnostics;
using LambdaSim.Configuration;
using LambdaSim.Runtime;

namespace LambdaSim;

/// <summary>The answer to an asynchronous invocation: it was accepted, nothing more.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class SendResult
{
    private readonly int _invocation;
    private readonly string? _requestId;
    private readonly Simulation? _simulation;
    private readonly AsyncCall? _event;

    internal SendResult(int invocation, string requestId) => (_invocation, _requestId) = (invocation, requestId);

    /// <summary>One whose event leaves with the next verb of time, or when somebody asks for its number.</summary>
    internal SendResult(Simulation simulation, AsyncCall handedIn) => (_simulation, _event) = (simulation, handedIn);

    /// <summary>202.</summary>
    public int StatusCode { get; } = 202;

    /// <summary>Number of the invocation, from 0, in order of arrival; all its attempts share it. Asked between two verbs of time, the event leaves at this moment.</summary>
    /// <exception cref="InvalidOperationException">Inside the world it is still on its way: await <c>SendAsync</c> instead. Or the run ended before it left.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public int Invocation
    {
        get
        {
            if (_event is null)
            {
                return _invocation;
            }

            if (_event.Invocation < 0)
            {
                _simulation!.Arrive(_event);
            }

            return _event.Invocation;
        }
    }

    /// <summary>Request id of every attempt. Asked between two verbs of time, the event leaves at this moment.</summary>
    /// <exception cref="InvalidOperationException">Inside the world it is still on its way: await <c>SendAsync</c> instead. Or the run ended before it left.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string RequestId => _requestId ?? Events.RequestId.Of(_simulation!.Seed, Invocation);

    /// <summary>Whether it was accepted, and its request id.</summary>
    public override string ToString() =>
        _event is { Invocation: < 0 } ? "on its way"
            : _event is { Accepted: { IsFaulted: true } refused } ? $"refused: {refused.Exception.InnerException!.Message}"
            : Text.Invariant($"{StatusCode} accepted, request {RequestId}");
}
