using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Apis.Documents;

/// <summary>What lets API Gateway call functions.</summary>
internal static class Permissions
{
    public static MapNode OfAuthorizer(string api, Node function, string partition) => Node.Map(
        ("Action", Node.Of("lambda:InvokeFunction")),
        ("FunctionName", function),
        ("Principal", Node.Of("apigateway.amazonaws.com")),
        ("SourceArn", Make.Sub(
            $"arn:{partition}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{__ApiId__}}/authorizers/*",
            ("__ApiId__", Make.Ref(api)))));

    /// <summary>A method and path in an ARN. API Gateway takes the slash off a path's end.</summary>
    public static string Route(string method, string path) =>
        Methods.InArn(method) + Methods.PathInArn(path.Length > 1 && path.EndsWith('/') ? path[..^1] : path);

    /// <summary>A method and path of any stage of the API.</summary>
    public static MapNode Source(Node api, string route, string partition) => Make.Sub(
        $"arn:{partition}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{__ApiId__}}/${{__Stage__}}/{route}",
        ("__ApiId__", api),
        ("__Stage__", Node.Of("*")));
}
