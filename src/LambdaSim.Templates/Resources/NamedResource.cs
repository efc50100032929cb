using LambdaSim.Resources;
using LambdaSim.Templates.Stacks;

namespace LambdaSim.Templates.Resources;

/// <summary>A resource of a type that is not simulated: a name that others can refer to.</summary>
internal static class NamedResource
{
    // What Ref gives where it is not a name of the stack's own making.
    private static readonly Dictionary<string, Func<PhysicalName, string, string>> _ids = new(StringComparer.Ordinal)
    {
        ["AWS::EC2::VPC"] = Hex("vpc"), ["AWS::EC2::Subnet"] = Hex("subnet"), ["AWS::EC2::SecurityGroup"] = Hex("sg"), ["AWS::EC2::InternetGateway"] = Hex("igw"),
        ["AWS::EC2::NatGateway"] = Hex("nat"), ["AWS::EC2::RouteTable"] = Hex("rtb"), ["AWS::EC2::VPCEndpoint"] = Hex("vpce"), ["AWS::EC2::EIP"] = Hex("eipalloc"),
        ["AWS::EC2::Instance"] = Hex("i"), ["AWS::EC2::NetworkInterface"] = Hex("eni"), ["AWS::EFS::FileSystem"] = Hex("fs"), ["AWS::EFS::AccessPoint"] = Hex("fsap"),
        ["AWS::KMS::Key"] = static (n, id) => n.Guid(id), ["AWS::AppSync::GraphQLApi"] = static (n, id) => n.Digits(id, 26),
    };

    // Types whose Ref is an ARN, with what stands in it before the name.
    private static readonly Dictionary<string, (string Service, string Before)> _arns = new(StringComparer.Ordinal)
    {
        ["AWS::StepFunctions::StateMachine"] = ("states", "stateMachine:"), ["AWS::StepFunctions::Activity"] = ("states", "activity:"),
        ["AWS::CertificateManager::Certificate"] = ("acm", "certificate/"), ["AWS::CloudFormation::Stack"] = ("cloudformation", "stack/"),
        ["AWS::WAFv2::WebACL"] = ("wafv2", "regional/webacl/"), ["AWS::ECS::Cluster"] = ("ecs", "cluster/"),
    };

    private static readonly string[] _named = ["Name", "StateMachineName", "AlarmName", "ClusterName", "UserPoolName", "TableName", "DomainName", "StreamName", "FunctionName"];

    public static Made Of(StackResource resource, Making? making, PhysicalName names, StackInputs inputs)
    {
        var (type, id) = (resource.Type, resource.LogicalId);
        var parts = type.Split("::");
        var service = parts.Length > 1 ? parts[1].ToLowerInvariant() : "cloudformation";
        var name = _ids.TryGetValue(type, out var own) ? own(names, id)
            : _named.Select(n => making?.Text(n)).FirstOrDefault(static n => n is not null) ?? names.Of(id, 128);
        var arn = new Arn("aws", service, inputs.Region, inputs.Account, $"{parts[^1].ToLowerInvariant()}/{name}").ToString();
        arn = type switch
        {
            "AWS::MSK::Cluster" or "AWS::MSK::ServerlessCluster" => new Arn("aws", "kafka", inputs.Region, inputs.Account, $"cluster/{name}/{names.Guid(id)}-1").ToString(),
            "AWS::AmazonMQ::Broker" => new Arn("aws", "mq", inputs.Region, inputs.Account, $"broker:{name}:b-{names.Guid(id)}").ToString(),
            "AWS::DocDB::DBCluster" => new Arn("aws", "rds", inputs.Region, inputs.Account, $"cluster:{name}").ToString(),
            _ => arn,
        };
        if (_arns.TryGetValue(type, out var form))
        {
            arn = new Arn("aws", form.Service, inputs.Region, inputs.Account, form.Before + name).ToString();
        }

        return new Made(_arns.ContainsKey(type) || type is "AWS::MSK::Cluster" or "AWS::MSK::ServerlessCluster" ? arn : name) { Otherwise = Attribute };

        string Attribute(string attribute) => attribute switch
        {
            _ when attribute.EndsWith("Arn", StringComparison.OrdinalIgnoreCase) => arn,
            "Name" or "Id" or "GroupId" or "VpcId" or "KeyId" or "AllocationId" => name,
            "Port" or "Endpoint.Port" or "RedisEndpoint.Port" or "PrimaryEndPoint.Port" => "5432",
            _ when attribute.Contains("Address", StringComparison.Ordinal) || attribute.Contains("Endpoint", StringComparison.Ordinal) || attribute.EndsWith("DomainName", StringComparison.Ordinal) || attribute.EndsWith("URL", StringComparison.OrdinalIgnoreCase) =>
                $"{name.ToLowerInvariant()}.{service}.{inputs.Region}.amazonaws.com",
            _ => $"{name}-{attribute.ToLowerInvariant().Replace('.', '-')}",
        };
    }

    private static Func<PhysicalName, string, string> Hex(string prefix) => (names, id) => $"{prefix}-{names.Digits(id, 17)}";
}
