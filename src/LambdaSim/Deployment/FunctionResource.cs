using LambdaSim.Resources;

namespace LambdaSim.Deployment;

/// <summary>A function, version or alias, as what Lambda sends on to and other services invoke.</summary>
internal sealed class FunctionResource(ServiceBook services, Arn arn) : ISink, IFunctionTarget
{
    public Arn Arn => arn;

    public string Kind => "function";

    public string Name => arn.FunctionName!;

    public int MaxBytes => services.MaxEventBytes;

    public void Invoke(ServiceRequest request) => services.Invoke(arn, request);

    public void Redeploy() => services.Redeploy(arn);

    public bool RunsCode => services.RunsCode(arn);

    // What an alias chooses is chosen here: to find a function is no call of it.
    public Taken Take(Delivery delivery) => services.SendOn(arn, delivery) ? Taken.OnItsWay : Taken.Refused;
}
