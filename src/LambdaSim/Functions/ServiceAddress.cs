namespace LambdaSim.Functions;

/// <summary>Whose Lambda, and where: the part of an ARN that all resources of one account and region share.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">Such as <c>us-east-1</c>.</param>
/// <param name="Partition">Such as <c>aws</c>.</param>
public sealed record ServiceAddress(string Account, string Region, string Partition = "aws")
{
    /// <summary><c>arn:aws:lambda:REGION:ACCOUNT:</c></summary>
    internal string Prefix { get; } = $"arn:{Partition}:lambda:{Region}:{Account}:";

    internal string OfFunction(string name) => $"{Prefix}function:{name}";

    internal string OfFunction(string name, string qualifier) => $"{Prefix}function:{name}:{qualifier}";

    internal string OfLayer(string name) => $"{Prefix}layer:{name}";

    internal string OfMapping(string uuid) => $"{Prefix}event-source-mapping:{uuid}";

    internal string OfCodeSigningConfig(string id) => $"{Prefix}code-signing-config:{id}";
}
