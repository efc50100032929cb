using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Policies;

namespace LambdaSim.Templates.Sam.Types;

/// <summary><c>AWS::Serverless::CapacityProvider</c>: instances that functions run on, and the role by which Lambda starts them.</summary>
internal sealed class CapacityProviderType : IResourceType
{
    private static readonly PropertyTable Table = new()
    {
        { "CapacityProviderName" },
        { "VpcConfig", Takes.Map | Takes.Required },
        { "OperatorRole" },
        { "Tags", Takes.Map },
        { "InstanceRequirements", Takes.Map },
        { "ScalingConfig", Takes.Map },
        { "KmsKeyArn" },
        { "PropagateTags", Takes.Boolean },
    };

    public string Type => "AWS::Serverless::CapacityProvider";

    public void Translate(SamResource provider, SamContext context)
    {
        Table.Check(provider.Id, Type, provider.Properties);
        var role = provider["OperatorRole"];
        if (role is null)
        {
            AddRole(provider, context);
        }

        context.Add(
            provider,
            provider.Id,
            "AWS::Lambda::CapacityProvider",
            Node.Map(
                ("CapacityProviderName", provider["CapacityProviderName"]),
                ("VpcConfig", provider["VpcConfig"]),
                ("PermissionsConfig", Node.Map(("CapacityProviderOperatorRoleArn", role ?? Make.GetAtt(provider.Id + "OperatorRole", "Arn")))),
                ("InstanceRequirements", Instances(provider["InstanceRequirements"] as MapNode)),
                ("CapacityProviderScalingConfig", Scaling(provider["ScalingConfig"] as MapNode)),
                ("KmsKeyArn", provider["KmsKeyArn"]),
                ("Tags", TagList.Of(provider["Tags"]))),
            provider.Own);
    }

    private static void AddRole(SamResource provider, SamContext context)
    {
        var draft = new RoleDraft();
        draft.Attach(RoleResource.Managed("AWSLambdaManagedEC2ResourceOperator", context));
        var tags = Make.IsTrue(provider["PropagateTags"]) ? provider["Tags"] : null;
        context.Add(
            provider,
            provider.Id + "OperatorRole",
            "AWS::IAM::Role",
            RoleResource.Of(draft, RoleResource.Trust("lambda.amazonaws.com"), tags, null, null),
            provider.Inherited);
    }

    private static MapNode? Instances(MapNode? given) => given is null ? null : Node.Map(
        ("Architectures", given["Architectures"]),
        ("AllowedInstanceTypes", given["AllowedTypes"] ?? given["AllowedInstanceTypes"]),
        ("ExcludedInstanceTypes", given["ExcludedTypes"] ?? given["ExcludedInstanceTypes"]));

    private static MapNode? Scaling(MapNode? given)
    {
        if (given is null)
        {
            return null;
        }

        var target = given["AverageCPUUtilization"];
        return Node.Map(
            ("MaxVCpuCount", given["MaxVCpuCount"]),
            ("ScalingMode", Node.Of(target is null ? "Auto" : "Manual")),
            ("ScalingPolicies", target is null ? null : Node.List(Node.Map(
                ("PredefinedMetricType", Node.Of("LambdaCapacityProviderAverageCPUUtilization")),
                ("TargetValue", target)))));
    }
}
