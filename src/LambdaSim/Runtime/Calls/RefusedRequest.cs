using LambdaSim.Resources;

namespace LambdaSim.Runtime;

/// <summary>The answer to a service's request that Lambda refused before it arrived.</summary>
internal sealed class RefusedRequest(ServiceRequest request, ServiceAnswer answer) : Alarm
{
    internal override bool KeepsAlive => !request.IsBackground;

    internal override void Ring() => request.Answered(answer);
}
