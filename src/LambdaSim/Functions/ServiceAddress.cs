using LambdaSim.Resources;

namespace LambdaSim.Functions;

/// <summary>Whose Lambda, and where: the part of an ARN that all resources of one account and region share.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">Such as <c>us-east-1</c>.</param>
/// <param name="Partition">Such as <c>aws</c>.</param>
public sealed record ServiceAddress(string Account, string Region, string Partition = "aws")
{
    /// <summary><c>arn:aws:lambda:REGION:ACCOUNT:</c></summary>
    internal string Prefix => new Arn(Partition, Arn.Lambda, Region, Account, "").ToString();

    /// <summary>Whether an ARN is that of something of this account and region.</summary>
    internal bool Has(Arn arn) => arn.Service == Arn.Lambda && arn.Partition == Partition && arn.Region == Region && arn.Account == Account;

    /// <summary>A resource of another service, of this account and region.</summary>
    internal string Of(string service, string resource) => new Arn(Partition, service, Region, Account, resource).ToString();

    /// <summary>A resource of a service that has neither accounts nor regions in its ARNs, or an account alone.</summary>
    internal string Global(string service, string resource, string account = "") => new Arn(Partition, service, "", account, resource).ToString();

    internal string OfFunction(string name) => $"{Prefix}function:{name}";

    internal string OfFunction(string name, string qualifier) => $"{Prefix}function:{name}:{qualifier}";

    internal string OfLayer(string name) => $"{Prefix}layer:{name}";

    internal string OfMapping(string uuid) => $"{Prefix}event-source-mapping:{uuid}";

    internal string OfCodeSigningConfig(string id) => $"{Prefix}code-signing-config:{id}";
}
