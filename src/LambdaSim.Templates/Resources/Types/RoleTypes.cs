using System.Text.Json.Nodes;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>IAM: names that functions and services refer to.</summary>
internal static class RoleTypes
{
    public static IReadOnlyList<ResourceType> All { get; } =
    [
        ResourceType.Of("AWS::IAM::Role", "AssumeRolePolicyDocument! Description ManagedPolicyArns MaxSessionDuration Path PermissionsBoundary Policies RoleName Tags", Role),
        ResourceType.Of("AWS::IAM::Policy", "PolicyDocument! PolicyName! ~Groups Roles ~Users", Policy),
        ResourceType.Of("AWS::IAM::RolePolicy", "PolicyName! RoleName! PolicyDocument", RolePolicy),
        ResourceType.Of("AWS::IAM::ManagedPolicy", "PolicyDocument! Description ~Groups ManagedPolicyName Path Roles ~Users", ManagedPolicy),
        ResourceType.Of("AWS::IAM::InstanceProfile", "Roles! InstanceProfileName Path", Profile),
    ];

    private static Made Role(Making m)
    {
        var name = m.Name("RoleName");
        var role = m.Call("iam", "CreateRole", new JsonObject { ["RoleName"] = name })["Role"]!;
        foreach (var policy in Shaped.Maps(m.List("Policies"), "Policies"))
        {
            Put(m, name, policy["PolicyName"], policy["PolicyDocument"], policy);
        }

        foreach (var arn in m.List("ManagedPolicyArns"))
        {
            Ask(m, "AttachRolePolicy", new JsonObject { ["RoleName"] = name, ["PolicyArn"] = Shaped.Text(arn) });
        }

        return new Made(name).With("Arn", (string)role["Arn"]!).With("RoleId", (string)role["RoleId"]!);
    }

    private static Made Policy(Making m)
    {
        foreach (var role in m.List("Roles"))
        {
            Put(m, Shaped.Text(role), m["PolicyName"], m["PolicyDocument"], role);
        }

        var id = m.World.Names.Of(m.LogicalId);
        return new Made(id).With("Id", id);
    }

    private static Made RolePolicy(Making m)
    {
        Put(m, m.Text("RoleName")!, m["PolicyName"], m["PolicyDocument"], m.Properties);
        return new Made($"{m.Text("PolicyName")}|{m.Text("RoleName")}");
    }

    private static void Put(Making m, string role, Node? name, Node? document, Node at) => Ask(m, "PutRolePolicy", new JsonObject
    {
        ["RoleName"] = role,
        ["PolicyName"] = Shaped.Text(name ?? throw Shaped.Wrong(at, "Policies", "a list of maps with PolicyName and PolicyDocument")),
        ["PolicyDocument"] = JsonOutput.Of(document ?? throw Shaped.Wrong(at, "Policies", "a list of maps with PolicyName and PolicyDocument")),
    });

    // Roles and policies are names here: one of another stack is as good as one of this.
    private static void Ask(Making m, string operation, JsonObject input)
    {
        try
        {
            m.Door.Call("iam", operation, input);
        }
        catch (Services.RefusedRequestException e) when (e.Code is "NoSuchEntity" or "ValidationError")
        {
            m.Inert(operation == "AttachRolePolicy" ? "ManagedPolicyArns" : "Policies", e.Message.TrimEnd('.'));
        }
    }

    private static Made ManagedPolicy(Making m)
    {
        var arn = (string)m.Call("iam", "CreatePolicy", new JsonObject { ["PolicyName"] = m.Name("ManagedPolicyName", 128) })["Policy"]!["Arn"]!;
        foreach (var role in m.List("Roles"))
        {
            Ask(m, "AttachRolePolicy", new JsonObject { ["RoleName"] = Shaped.Text(role), ["PolicyArn"] = arn });
        }

        return new Made(arn).With("PolicyArn", arn);
    }

    private static Made Profile(Making m)
    {
        var name = m.Name("InstanceProfileName", 128);
        var arn = (string?)m.Call("iam", "CreateInstanceProfile", new JsonObject { ["InstanceProfileName"] = name })["InstanceProfile"]?["Arn"];
        foreach (var role in m.List("Roles"))
        {
            m.Door.Call("iam", "AddRoleToInstanceProfile", new JsonObject { ["InstanceProfileName"] = name, ["RoleName"] = Shaped.Text(role) });
        }

        return new Made(name).With("Arn", arn);
    }
}
