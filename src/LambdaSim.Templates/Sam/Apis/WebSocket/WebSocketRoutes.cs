using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.WebSocket;

/// <summary>The routes of a WebSocket API, each with its integration and permission; <c>$connect</c> may have an authorizer.</summary>
internal sealed class WebSocketRoutes(SamResource api, Node stage, SamContext context)
{
    private const string Connect = "$connect";

    private static readonly string[] Special = [Connect, "$disconnect", "$default"];

    /// <summary>Adds them.</summary>
    /// <returns>The logical ids of the routes.</returns>
    public IReadOnlyList<string> Add()
    {
        var routes = Expect.Map(api["Routes"], api.Id, "Routes");
        var result = new List<string>();
        foreach (var (key, value) in routes.Members)
        {
            if (!Special.Contains(key, StringComparer.Ordinal) && (key.Length == 0 || !key.All(char.IsLetterOrDigit)))
            {
                throw api.Invalid($"Route key '{key}' must be alphanumeric. Only $connect, $disconnect, and $default special routes are supported.", value);
            }

            result.Add(Route(key, Expect.Map(value, api.Id, "Routes." + key)));
        }

        return result;
    }

    private string Route(string key, MapNode route)
    {
        if (route["FunctionArn"] is not { } function || Make.IsNull(function))
        {
            throw api.Invalid("Route must have associated function.", route);
        }

        var prefix = api.Id + (key[0] == '$' ? char.ToUpperInvariant(key[1]) + key[2..] : key);
        var auth = key == Connect ? Authorizer(prefix) : default;
        Put(prefix + "Integration", "AWS::ApiGatewayV2::Integration", Node.Map(
            ("ApiId", Make.Ref(api.Id)),
            ("IntegrationType", Node.Of("AWS_PROXY")),
            ("IntegrationUri", Invocation("FunctionArn", function)),
            ("TimeoutInMillis", route["IntegrationTimeout"])));
        Put(prefix + "Permission", "AWS::Lambda::Permission", Node.Map(
            ("Action", Node.Of("lambda:InvokeFunction")),
            ("FunctionName", function),
            ("Principal", Node.Of("apigateway.amazonaws.com")),
            ("SourceArn", Source(key))));
        Put(prefix + "Route", "AWS::ApiGatewayV2::Route", Node.Map(
            ("ApiId", Make.Ref(api.Id)),
            ("ApiKeyRequired", route["ApiKeyRequired"]),
            ("AuthorizationType", auth.Type),
            ("AuthorizerId", auth.Id),
            ("ModelSelectionExpression", route["ModelSelectionExpression"]),
            ("OperationName", route["OperationName"]),
            ("RequestModels", route["RequestModels"]),
            ("RequestParameters", route["RequestParameters"]),
            ("RouteKey", Node.Of(key)),
            ("RouteResponseSelectionExpression", route["RouteResponseSelectionExpression"]),
            ("Target", Node.Map(("Fn::Join", Node.List(Node.Of("/"), Node.List(Node.Of("integrations"), Make.Ref(prefix + "Integration"))))))));
        return prefix + "Route";
    }

    private (Node? Type, Node? Id) Authorizer(string prefix)
    {
        if (api["Auth"] is not MapNode { Count: > 0 } auth)
        {
            return default;
        }

        var type = Expect.Present(auth["AuthType"], api.Id, "Auth.AuthType", auth);
        var name = Make.Text(type)?.ToUpperInvariant();
        switch (name)
        {
            case "NONE" or "AWS_IAM":
                return auth.Count > 1
                    ? throw api.Invalid($"No additional configurations supported for AuthType {name}.", auth)
                    : (Node.Of(name), null);
            case "CUSTOM":
                break;
            default:
                throw api.Invalid("AuthType must be one of ['NONE', 'AWS_IAM', 'CUSTOM'].", type);
        }

        var function = Expect.Present(auth["AuthArn"], api.Id, "Auth.AuthArn", auth);
        Put(prefix + "Authorizer", "AWS::ApiGatewayV2::Authorizer", Node.Map(
            ("ApiId", Make.Ref(api.Id)),
            ("AuthorizerType", Node.Of("REQUEST")),
            ("AuthorizerUri", Invocation("AuthArn", function)),
            ("AuthorizerCredentialsArn", auth["InvokeRole"]),
            ("IdentitySource", auth["IdentitySource"]),
            ("Name", auth["Name"] ?? Node.Of(prefix + "Authorizer"))));
        if (auth["InvokeRole"] is null)
        {
            Put(api.Id + "AuthorizerPermission", "AWS::Lambda::Permission", Permissions.OfAuthorizer(api.Id, function, "${AWS::Partition}"));
        }

        return (Node.Of("CUSTOM"), Make.Ref(prefix + "Authorizer"));
    }

    private MapNode Source(string key)
    {
        const string Arn = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:";
        return Intrinsic.Is(stage)
            ? Make.Sub($"{Arn}${{{api.Id}.ApiId}}/${{__Stage__}}/{key}", ("__Stage__", stage))
            : Make.Sub($"{Arn}${{{api.Id}.ApiId}}/{Spelling.Of(stage)}/{key}");
    }

    private static MapNode Invocation(string variable, Node function) => Make.Sub(
        $"arn:${{AWS::Partition}}:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{{variable}}}/invocations", (variable, function));

    private void Put(string id, string type, MapNode properties) => context.Add(api, id, type, properties, api.Inherited);
}
