using LambdaSim.Events;
using LambdaSim.Functions;
using LambdaSim.Resources;

namespace LambdaSim.Deployment;

// What goes wrong on purpose with functions.
internal sealed partial class ServiceBook
{
    /// <summary>Deploys the version of an ARN anew, with the settings and the code that it has (rule FLT-DEPLOY).</summary>
    public void Redeploy(Arn arn)
    {
        if (_services.GetValueOrDefault($"{arn.Account}/{arn.Region}") is not { } service || !service.Plane.Functions.TryGetValue(arn.FunctionName!, out var entry))
        {
            return;
        }

        var qualifier = arn.Qualifier ?? FunctionDefinition.Latest;
        var version = ControlPlane.FindVersion(entry, entry.Aliases.TryGetValue(qualifier, out var alias) ? alias.FunctionVersion : qualifier);
        if (version is not null)
        {
            Changed(service.Address, entry, version);
        }
    }

    /// <inheritdoc/>
    public bool IsFailed(FunctionEntry function) => _loop.IsFailed(function.Name);

    /// <summary>The subnets of a function; null: it is none of the service's.</summary>
    public IReadOnlyList<string>? SubnetsOf(FunctionDefinition function) =>
        PlaneOf(function).Functions.TryGetValue(function.Name, out var entry) ? entry.Latest.Settings.VpcConfig?.SubnetIds : null;
}
