using LambdaSim.Configuration;

namespace LambdaSim.Triggers;

// CloudFormation.
public sealed partial class ServiceTriggers
{
    private CustomResource.Responses? _responses;

    /// <summary>Makes the response URL of custom resources known to the world's front ends.</summary>
    internal Func<CustomResource.Responses>? MakeResponses { get; init; }

    /// <summary>A custom resource of a stack (rule TRG-CUSTOM-RESOURCE).</summary>
    /// <param name="function">Its service token.</param>
    /// <param name="type"><c>AWS::CloudFormation::CustomResource</c> or <c>Custom::NAME</c>, at most 60 characters.</param>
    /// <param name="logicalId">What the template calls it.</param>
    /// <exception cref="ArgumentException">It is no type of a custom resource.</exception>
    public CustomResource CustomResource(IDestinationTarget function, string type = "Custom::Resource", string logicalId = "Resource")
    {
        ArgumentNullException.ThrowIfNull(type);
        return (type != "AWS::CloudFormation::CustomResource" && !type.StartsWith("Custom::", StringComparison.Ordinal)) || type.Length > 60
            ? throw new ArgumentException(Text.Invariant($"'{type}' is no type of a custom resource: AWS::CloudFormation::CustomResource, or Custom::NAME of at most 60 characters"), nameof(type))
            : new CustomResource(_host, FunctionOf(function), type, logicalId, NextId, _responses ??= MakeResponses!());
    }
}
