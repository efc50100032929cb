using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;
using LambdaSim.Templates.Sam.Apis.Documents;
using LambdaSim.Templates.Sam.Apis.Rest;

namespace LambdaSim.Templates.Sam.Apis.Events;

/// <summary>The <c>Auth</c> of an event: who may call its method.</summary>
internal sealed class MethodAuth(SamEvent e, MapNode auth, MapNode? api)
{
    private readonly string _path = Make.Text(e["Path"])!;
    private readonly string _method = Make.Text(e["Method"])!;

    public static MethodAuth? Of(SamEvent e, MapNode? api, SamContext context)
    {
        if (e["Auth"] is not { } given)
        {
            return null;
        }

        var auth = given as MapNode ?? throw e.Invalid("Property 'Auth' should be a map.", given);
        var ofApi = api?["Auth"] is MapNode map ? context.Parameters.Resolve(map) as MapNode : null;
        return new MethodAuth(e, auth, ofApi);
    }

    /// <summary>Whether the integration is called with the caller's credentials, and which.</summary>
    public static Node? Credentials(SamEvent e, MapNode? api)
    {
        var (own, ofApi) = (e["Auth"] as MapNode ?? MapNode.Empty, api?["Auth"] as MapNode ?? MapNode.Empty);
        var signed = Make.Text(own["Authorizer"]) == "AWS_IAM" || (Make.Text(ofApi["DefaultAuthorizer"]) == "AWS_IAM" && Make.IsNull(own["Authorizer"]));
        if (!signed)
        {
            return null;
        }

        var role = Role(own) ?? Role(ofApi);
        return Make.Text(role) switch
        {
            "NONE" => null,
            null when role is not null => role,
            null or "CALLER_CREDENTIALS" => Node.Of(new LambdaSim.Resources.Arn("aws", "iam", string.Empty, "*", "user/*").ToString()),
            _ => role,
        };
    }

    public void AddToRest(ApiDocument document, Node stage)
    {
        if (Given(auth, "Authorizer") is { } authorizer)
        {
            // Authorizers of a wrong kind are told of the API itself.
            var wrong = Given(api, "Authorizers") is not (null or MapNode);
            if (!wrong)
            {
                Security.AddAuthorizer(document, _path, _method, Checked(authorizer), api?["Authorizers"] as MapNode, Scopes());
            }
        }

        if (Given(auth, "ApiKeyRequired") is { } key)
        {
            var required = !Make.IsFalse(key);
            if (!required && (Given(api, "ApiKeyRequired") is not { } all || Make.IsFalse(all)))
            {
                throw e.Invalid($"Unable to set ApiKeyRequired [{Spelling.Of(key)}] on API method [{_method}] for path [{_path}] because the related API does not specify any ApiKeyRequired.", key);
            }

            Security.AddApiKey(document, _path, _method, required);
        }

        if (Given(auth, "ResourcePolicy") is { } policy)
        {
            var map = policy as MapNode ?? throw e.Invalid("Property 'Auth.ResourcePolicy' should be a map.", policy);
            ResourcePolicy.Add(document, map, _path, stage);
            ResourcePolicy.AddCustom(document, map);
        }

        if (document.NeedsIam && (document["securityDefinitions"] as MapNode)?.Has("AWS_IAM") is not true)
        {
            Security.Define(document, "AWS_IAM", Security.IamDefinition());
        }
    }

    public void AddToHttp(ApiDocument document)
    {
        var authorizer = Given(auth, "Authorizer");
        if (authorizer is null && Given(auth, "AuthorizationScopes") is not null)
        {
            authorizer = Given(api, "DefaultAuthorizer") ?? throw e.Invalid(
                $"Unable to set Authorizer on API method [{_method}] for path [{_path}] because the related API does not define any Authorizers.", auth);
        }

        if (authorizer is not null)
        {
            if (Given(auth, "AuthorizationScopes") is { } scopes and not ListNode && !Intrinsic.Is(scopes))
            {
                throw e.Invalid($"Unable to set Authorizer on API method [{_method}] for path [{_path}] because 'AuthorizationScopes' must be a list of strings.", scopes);
            }

            Security.AddAuthorizer(document, _path, _method, Checked(authorizer), api?["Authorizers"] as MapNode, Scopes());
        }
    }

    private Node? Scopes() => Given(auth, "AuthorizationScopes");

    private string Checked(Node authorizer)
    {
        var name = Make.Text(authorizer);
        if (name == "AWS_IAM")
        {
            return name;
        }

        if (name == "NONE")
        {
            return Given(api, "DefaultAuthorizer") is not null ? name : throw e.Invalid(
                $"Unable to set Authorizer on API method [{_method}] for path [{_path}] because 'NONE' is only a valid value when a DefaultAuthorizer on the API is specified.", authorizer);
        }

        var head = $"Unable to set Authorizer [{Spelling.Of(authorizer)}] on API method [{_method}] for path [{_path}]";
        if (Given(api, "Authorizers") is not { } defined)
        {
            throw e.Invalid($"{head} because the related API does not define any Authorizers.", authorizer);
        }

        if (name is null)
        {
            throw e.Invalid($"{head}. The method authorizer must be a string with a corresponding dict entry in the api authorizer.", authorizer);
        }

        if (defined is not MapNode map)
        {
            throw e.Invalid($"{head}. The method authorizer must be a string with a corresponding dict entry in the api authorizer.", authorizer);
        }

        return Make.IsNull(map[name]) ? throw e.Invalid($"{head} because it wasn't defined in the API's Authorizers.", authorizer) : name;
    }

    private static Node? Role(MapNode auth) => !auth.Has("InvokeRole") ? null : Make.IsNull(auth["InvokeRole"]) ? Node.Of("NONE") : auth["InvokeRole"];

    private static Node? Given(MapNode? map, string name) => map?[name] is { } value && !Make.IsNull(value) ? value : null;
}
