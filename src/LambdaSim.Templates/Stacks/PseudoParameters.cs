using LambdaSim.Resources;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Stacks;

/// <summary>What CloudFormation gives each template without being asked.</summary>
internal static class PseudoParameters
{
    public static readonly string[] Names =
    [
        "AWS::AccountId", "AWS::NoValue", "AWS::NotificationARNs", "AWS::Partition", "AWS::Region", "AWS::StackId", "AWS::StackName", "AWS::URLSuffix",
    ];

    public static Node? Value(string name, StackInputs inputs) => name switch
    {
        "AWS::AccountId" => Node.Of(inputs.Account),
        "AWS::NotificationARNs" => Node.List(),
        "AWS::Partition" => Node.Of("aws"),
        "AWS::Region" => Node.Of(inputs.Region),
        "AWS::StackId" => Node.Of(new Arn("aws", "cloudformation", inputs.Region, inputs.Account, $"stack/{inputs.StackName}/{StackNumber(inputs)}").ToString()),
        "AWS::StackName" => Node.Of(inputs.StackName),
        "AWS::URLSuffix" => Node.Of("amazonaws.com"),
        _ => null,
    };

    // AWS draws it; here it follows from the name, so that the same template gives the same stack.
    private static string StackNumber(StackInputs inputs)
    {
        var bytes = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{inputs.Account}/{inputs.Region}/{inputs.StackName}"));
        var hex = Convert.ToHexStringLower(bytes.AsSpan(0, 16));
        return $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";
    }
}
