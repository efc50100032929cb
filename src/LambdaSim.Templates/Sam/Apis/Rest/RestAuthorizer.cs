using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Rest;

/// <summary>An authorizer of a REST API: a user pool's, or a function's that sees a token or the whole request.</summary>
internal sealed class RestAuthorizer
{
    private readonly string _api;
    private readonly MapNode _config;
    private readonly MapNode _identity;

    private RestAuthorizer(string api, string name, MapNode config)
    {
        (_api, Name, _config) = (api, name, config);
        _identity = config["Identity"] switch
        {
            null or LiteralNode { Literal: LiteralKind.Null } => MapNode.Empty,
            var identity => Expect.Map(identity, api, $"Authorizers.{name}.Identity"),
        };
        Check();
    }

    public string Name { get; }

    public Node? Function => OfUserPool ? null : _config["FunctionArn"];

    /// <summary>Whether the API may call the function by a permission that SAM makes.</summary>
    public bool Permitted => Function is not null && !Make.IsTrue(_config["DisableFunctionDefaultPermissions"]);

    private bool OfUserPool => _config.Has("UserPoolArn");

    private bool OfRequest => Make.Text(_config["FunctionPayloadType"]) == "REQUEST";

    public static IReadOnlyList<RestAuthorizer> Read(SamResource api, MapNode authorizers)
    {
        var result = new List<RestAuthorizer>();
        foreach (var (name, config) in authorizers.Members)
        {
            result.Add(new RestAuthorizer(
                api.Id, name, config as MapNode ?? throw api.Invalid($"Authorizer {name} must be a dictionary.", config)));
        }

        return result;
    }

    public MapNode Definition(string partition)
    {
        var header = OfRequest && !OfUserPool ? Node.Of("Unused") : Make.IsNull(_identity["Header"]) ? Node.Of("Authorization") : _identity["Header"]!;
        var authorizer = new MapBuilder();
        if (OfUserPool)
        {
            var pools = _config["UserPoolArn"]!;
            authorizer.Set("type", Node.Of("cognito_user_pools"));
            authorizer.Set("providerARNs", pools is ListNode ? pools : Node.List(pools));
        }
        else
        {
            OfFunction(authorizer, partition);
        }

        if ((OfUserPool || !OfRequest) && _identity["ValidationExpression"] is { } expression && !Make.IsNull(expression))
        {
            authorizer.Set("identityValidationExpression", expression);
        }

        return Security.Header(string.Empty).With("name", header)
            .With("x-amazon-apigateway-authtype", Node.Of(OfUserPool ? "cognito_user_pools" : "custom"))
            .With("x-amazon-apigateway-authorizer", authorizer.ToNode(default));
    }

    private void OfFunction(MapBuilder authorizer, string partition)
    {
        authorizer.Set("type", Node.Of(OfRequest ? "request" : "token"));
        authorizer.Set("authorizerUri", Make.Sub(
            $"arn:{partition}:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{__FunctionArn__}}/invocations",
            ("__FunctionArn__", _config["FunctionArn"])));
        if (_identity["ReauthorizeEvery"] is { } every && !Make.IsNull(every))
        {
            authorizer.Set("authorizerResultTtlInSeconds", every);
        }

        if (_config["FunctionInvokeRole"] is { } role && !Make.IsNull(role) && Make.Text(role) != "NONE")
        {
            authorizer.Set("authorizerCredentials", role);
        }

        if (OfRequest && Sources() is { Count: > 0 } sources)
        {
            authorizer.Set("identitySource", Node.Of(string.Join(", ", sources)));
        }
    }

    private List<string> Sources() =>
    [
        .. Texts("Headers", "method.request.header."), .. Texts("QueryStrings", "method.request.querystring."),
        .. Texts("StageVariables", "stageVariables."), .. Texts("Context", "context."),
    ];

    private IEnumerable<string> Texts(string member, string prefix) =>
        _identity[member] is ListNode list ? list.Items.Select(i => prefix + Spelling.Of(i)) : [];

    private void Check()
    {
        if (_config["FunctionPayloadType"] is { } payload && !Make.IsNull(payload) && Make.Text(payload) is not ("TOKEN" or "REQUEST"))
        {
            throw SamFault.Resource(_api, $"{Name} Authorizer has invalid 'FunctionPayloadType': {Spelling.Of(payload)}.", payload);
        }

        Identities.Check(_identity, _api, Name);

        // Without an identity nothing can be remembered; how long an expression lets it be remembered is not known here.
        var remembers = _identity["ReauthorizeEvery"] switch
        {
            null => true,
            MapNode => false,
            var every => Make.IsNull(every) || Spelling.Of(every) != "0",
        };
        if (OfRequest && !OfUserPool && Sources().Count == 0 && remembers)
        {
            throw SamFault.Resource(_api, $"{Name} Authorizer must specify Identity with at least one of Headers, QueryStrings, StageVariables, or Context.", _config);
        }

        if (_config["AuthorizationScopes"] is { } scopes && !Make.IsNull(scopes))
        {
            Expect.List(scopes, _api, $"Authorizers.{Name}.AuthorizationScopes");
        }
    }
}
