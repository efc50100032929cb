using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;
using LambdaSim.Templates.Sam.Policies;

namespace LambdaSim.Templates.Sam.Functions;

/// <summary>The role of a function: the template's, or one made of its policies, its properties and its events.</summary>
internal sealed class FunctionRole
{
    private readonly SamResource _function;
    private readonly SamContext _context;

    public FunctionRole(SamResource function, SamContext context)
    {
        (_function, _context) = (function, context);
        (Reference, Draft) = Chosen();
        if (Draft is not null)
        {
            Fill(Draft);
        }
    }

    private string Id => _function.Id + "Role";

    /// <summary>What the function's <c>Role</c> is.</summary>
    public Node Reference { get; }

    /// <summary>The role that is made, or null where the template has it all.</summary>
    public RoleDraft? Draft { get; }

    public void Add()
    {
        if (Draft is not null)
        {
            _context.Add(
                _function,
                Id,
                "AWS::IAM::Role",
                RoleResource.Of(Draft, _function["AssumeRolePolicyDocument"] ?? RoleResource.Trust("lambda.amazonaws.com"), _function["Tags"], _function["RolePath"], _function["PermissionsBoundary"]),
                _function.Inherited);
        }
    }

    private (Node Reference, RoleDraft? Draft) Chosen()
    {
        var made = Make.GetAtt(Id, "Arn");
        if (_function["Role"] is not { } given)
        {
            return (made, new RoleDraft());
        }

        if (!Intrinsic.TryRead(given, out var call) || call.Name != "Fn::If")
        {
            return (given, null);
        }

        if (call.Argument is not ListNode { Items: [var condition, var then, var otherwise] })
        {
            throw _function.Invalid("Malformed 'Role' property: Fn::If requires 3 arguments.", given);
        }

        var (first, second) = (IsNoValue(then), IsNoValue(otherwise));
        return first || second
            ? (Node.Map(("Fn::If", Node.List(condition, first ? made : then, second ? made : otherwise))), new RoleDraft())
            : (given, null);
    }

    private static bool IsNoValue(Node node) => Intrinsic.IsRef(node, out var name) && name == "AWS::NoValue";

    private void Fill(RoleDraft role)
    {
        role.Attach(Arn(_function["DurableConfig"] is null ? "service-role/AWSLambdaBasicExecutionRole" : "service-role/AWSLambdaBasicDurableExecutionRolePolicy"));
        if (_function["Tracing"] is { } tracing && Make.Text(_context.Parameters.Resolve(tracing)) != "Disabled")
        {
            role.Attach(Arn("AWSXrayWriteOnlyAccess"));
        }

        if (_function["VpcConfig"] is not null)
        {
            role.Attach(Arn("service-role/AWSLambdaVPCAccessExecutionRole"));
        }

        if (_function["Policies"] is { } policies)
        {
            PolicyList.Add(_function.Id, Id, policies, role, _context);
        }

        if (_function["DeadLetterQueue"] is MapNode queue && queue["TargetArn"] is { } target)
        {
            role.Add(Node.Of("DeadLetterQueuePolicy"), RoleDraft.Statements(RoleDraft.Allow(
                Node.Of(Make.Text(queue["Type"]) == "SNS" ? "sns:Publish" : "sqs:SendMessage"), target)));
        }
    }

    private Node Arn(string policy) => RoleResource.Managed(policy, _context);
}
