using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam;

/// <summary>What the transform knows besides the template.</summary>
/// <param name="Parameters">Values of parameters that were given.</param>
/// <param name="Region">The Region, from which the partition follows.</param>
internal sealed record SamInputs(IReadOnlyDictionary<string, Node> Parameters, string Region = "us-east-1")
{
    public string Partition =>
        Region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : Region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : "aws";
}
