using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Rest;

/// <summary>The <c>Auth</c> of a REST API.</summary>
internal static class RestAuth
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "Authorizers", "DefaultAuthorizer", "InvokeRole", "AddDefaultAuthorizerToCorsPreflight", "AddApiKeyRequiredToCorsPreflight",
        "ApiKeyRequired", "ResourcePolicy", "UsagePlan",
    };

    public static void Apply(SamResource api, MapNode auth, ApiDocument document, Node stage, SamContext context)
    {
        if (auth.Keys.Any(k => !Names.Contains(k)))
        {
            throw api.Invalid("Invalid value for 'Auth' property", auth);
        }

        Authorizers(api, auth, document, context);
        if (Given(auth, "ApiKeyRequired") is { } required && !Make.IsFalse(required))
        {
            Security.Define(document, "api_key", Security.KeyDefinition());
            foreach (var path in document.Paths.Keys.ToArray())
            {
                Security.AddDefaultApiKey(document, path, !Make.IsFalse(auth["AddApiKeyRequiredToCorsPreflight"]));
            }
        }

        if (Given(auth, "ResourcePolicy") is { } policy)
        {
            var map = Expect.Map(policy, api.Id, "Auth.ResourcePolicy");
            foreach (var path in document.Paths.Keys.ToArray())
            {
                ResourcePolicy.Add(document, map, path, stage);
            }

            ResourcePolicy.AddCustom(document, map);
        }

        if (document.NeedsIam && (document["securityDefinitions"] as MapNode)?.Has("AWS_IAM") is not true)
        {
            Security.Define(document, "AWS_IAM", Security.IamDefinition());
        }
    }

    /// <summary>The API's authorizers, as they are checked and permitted.</summary>
    public static IReadOnlyList<RestAuthorizer> Read(SamResource api, MapNode? auth) =>
        auth is not null && Given(auth, "Authorizers") is { } authorizers
            ? RestAuthorizer.Read(api, Expect.Map(authorizers, api.Id, "Auth.Authorizers"))
            : [];

    private static void Authorizers(SamResource api, MapNode auth, ApiDocument document, SamContext context)
    {
        var authorizers = Read(api, auth);
        var ofIam = Make.Text(auth["DefaultAuthorizer"]) == "AWS_IAM";
        if (authorizers.Count == 0 && !ofIam)
        {
            return;
        }

        foreach (var authorizer in authorizers)
        {
            Security.Define(document, authorizer.Name, authorizer.Definition(context.Inputs.Partition));
        }

        if (ofIam)
        {
            Security.Define(document, "AWS_IAM", Security.IamDefinition());
        }

        if (Given(auth, "DefaultAuthorizer") is not { } chosen)
        {
            return;
        }

        var name = Make.Text(chosen) ?? throw api.Invalid("DefaultAuthorizer is not a string.", chosen);
        if (!ofIam && authorizers.All(a => a.Name != name))
        {
            throw api.Invalid($"Unable to set DefaultAuthorizer because '{name}' was not defined in 'Authorizers'.", chosen);
        }

        foreach (var path in document.Paths.Keys.ToArray())
        {
            Security.AddDefaultAuthorizer(
                document, path, name, auth["Authorizers"] as MapNode ?? MapNode.Empty, !Make.IsFalse(auth["AddDefaultAuthorizerToCorsPreflight"]));
        }
    }

    private static Node? Given(MapNode map, string name) => map[name] is { } value && !Make.IsNull(value) ? value : null;
}
