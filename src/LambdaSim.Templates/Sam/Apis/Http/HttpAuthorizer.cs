using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Http;

/// <summary>An authorizer of an HTTP API: of JSON web tokens, or a function's.</summary>
internal sealed class HttpAuthorizer
{
    private static readonly string[] OfFunctions =
        ["FunctionArn", "FunctionInvokeRole", "EnableFunctionDefaultPermissions", "Identity", "AuthorizerPayloadFormatVersion", "EnableSimpleResponses"];

    private readonly MapNode _config;
    private readonly bool _ofFunction;

    private HttpAuthorizer(SamResource api, string name, MapNode config)
    {
        (Name, _config) = (name, config);
        _ofFunction = Given("JwtConfiguration") is null && (Given("FunctionArn") is not null || OfFunctions.Any(f => f != "EnableFunctionDefaultPermissions" && Given(f) is not null));
        Check(api);
    }

    public string Name { get; }

    public Node? Function => _config["FunctionArn"];

    public bool Permitted => _ofFunction && Make.IsTrue(_config["EnableFunctionDefaultPermissions"]);

    public static IReadOnlyList<HttpAuthorizer> Read(SamResource api, MapNode authorizers)
    {
        var result = new List<HttpAuthorizer>();
        foreach (var (name, config) in authorizers.Members)
        {
            result.Add(new HttpAuthorizer(api, name, config as MapNode ?? throw api.Invalid($"Authorizer {name} must be a dictionary.", config)));
        }

        return result;
    }

    public MapNode Definition(string partition)
    {
        if (!_ofFunction)
        {
            return Node.Map(
                ("type", Node.Of("oauth2")),
                ("x-amazon-apigateway-authorizer", Node.Map(
                    ("jwtConfiguration", Given("JwtConfiguration")),
                    ("identitySource", Given("IdentitySource")),
                    ("type", Node.Of("jwt")))));
        }

        var identity = _config["Identity"] as MapNode ?? MapNode.Empty;
        List<Node> sources =
        [
            .. Sources(identity["Headers"], "$request.header."), .. Sources(identity["QueryStrings"], "$request.querystring."),
            .. Sources(identity["StageVariables"], "$stageVariables."), .. Sources(identity["Context"], "$context."),
        ];
        return Security.Header("Unused").With("x-amazon-apigateway-authorizer", Node.Map(
            ("type", Node.Of("request")),
            ("authorizerUri", Make.Sub(
                $"arn:{partition}:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{__FunctionArn__}}/invocations",
                ("__FunctionArn__", Function))),
            ("authorizerCredentials", Given("FunctionInvokeRole")),
            ("identitySource", sources.Count > 0 ? Node.List(sources) : null),
            ("authorizerResultTtlInSeconds", Make.IsNull(identity["ReauthorizeEvery"]) ? null : identity["ReauthorizeEvery"]),
            ("authorizerPayloadFormatVersion", Given("AuthorizerPayloadFormatVersion")),
            ("enableSimpleResponses", Make.IsFalse(Given("EnableSimpleResponses")) ? null : Given("EnableSimpleResponses"))));
    }

    private void Check(SamResource api)
    {
        if (Given("AuthorizationScopes") is { } scopes)
        {
            Expect.List(scopes, api.Id, $"Authorizers.{Name}.AuthorizationScopes");
        }

        if (!_ofFunction && Given("EnableFunctionDefaultPermissions") is { } stray)
        {
            throw api.Invalid("EnableFunctionDefaultPermissions is only supported for Lambda Authorizer.", stray);
        }

        if (Given("OpenIdConnectUrl") is { } url)
        {
            throw api.Invalid($"'OpenIdConnectUrl' is no longer a supported property for authorizer '{Name}'. Please refer to the AWS SAM documentation.", url);
        }

        if (!_ofFunction)
        {
            if (Given("JwtConfiguration") is null && Given("IdentitySource") is null)
            {
                throw api.Invalid($"{Name} OAuth2 Authorizer must define 'JwtConfiguration'.", _config);
            }

            if (Given("IdentitySource") is null)
            {
                throw api.Invalid($"{Name} OAuth2 Authorizer must define 'IdentitySource'.", _config);
            }

            return;
        }

        if (Given("AuthorizerPayloadFormatVersion") is null)
        {
            throw api.Invalid($"{Name} Lambda Authorizer must define 'AuthorizerPayloadFormatVersion'.", _config);
        }

        if (Given("FunctionArn") is null)
        {
            throw api.Invalid($"{Name} Lambda Authorizer must define 'FunctionArn'.", _config);
        }

        if (Given("EnableFunctionDefaultPermissions") is { } enabled and not LiteralNode { Literal: LiteralKind.Boolean })
        {
            throw Expect.Wrong(enabled, api.Id, $"Authorizers.{Name}.EnableFunctionDefaultPermissions", "a boolean");
        }

        if (Given("Identity") is { } identity)
        {
            Identities.Check(Expect.Map(identity, api.Id, $"Authorizers.{Name}.Identity"), api.Id, Name);
        }
    }

    private static IEnumerable<Node> Sources(Node? list, string prefix) =>
        list is ListNode items ? items.Items.Select(i => Node.Of(prefix + Spelling.Of(i))) : [];

    private Node? Given(string name) => _config[name] is { } value && !Make.IsNull(value) ? value : null;
}
