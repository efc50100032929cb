namespace LambdaSim.Templates;

/// <summary>What a template is given from outside: values of its parameters, exports of other stacks, and the stack's own surroundings.</summary>
public sealed record StackInputs
{
    /// <summary>Values of parameters by name. A list is written with commas, as for CloudFormation.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What <c>Fn::ImportValue</c> finds, by the export's name.</summary>
    public IReadOnlyDictionary<string, string> Exports { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Values of Parameter Store and Secrets Manager that dynamic references and parameters of type <c>AWS::SSM::Parameter::Value</c> name:
    /// <c>ssm:/orders/limit</c>, <c>secretsmanager:db</c> (the whole secret, from which a JSON key is taken).
    /// </summary>
    public IReadOnlyDictionary<string, string> Stored { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether a parameter without default and without value gets a value that fits its constraints, and an export or stored value that was not given gets one too; false: it is an error.</summary>
    public bool MakesUpValues { get; init; }

    /// <summary>The stack's name, <c>AWS::StackName</c>; 1–128 letters, digits and hyphens that begin with a letter.</summary>
    public string StackName { get; init; } = "stack";

    /// <summary>The account, 12 digits; <c>AWS::AccountId</c>.</summary>
    public string Account { get; init; } = "123456789012";

    /// <summary>The Region; <c>AWS::Region</c>.</summary>
    public string Region { get; init; } = "us-east-1";
}
