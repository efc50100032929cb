using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam;

/// <summary>What the transform knows besides the template.</summary>
/// <param name="Parameters">Values of parameters that were given.</param>
/// <param name="Region">The Region, from which the partition follows.</param>
/// <param name="KeepsLocalPaths">Whether a path of this machine may stand where the service wants S3: a template before <c>package</c>.</param>
internal sealed record SamInputs(IReadOnlyDictionary<string, Node> Parameters, string Region = "us-east-1", bool KeepsLocalPaths = false)
{
    public string Partition =>
        Region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : Region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : "aws";
}
