using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Apis.Documents;

/// <summary>The security of methods: who may call them.</summary>
internal static class Security
{
    private const string Key = "security";
    private const string None = "NONE";
    private const string ApiKey = "api_key";

    // A method says that it needs no key; it is taken out again when the API's own setting is put in.
    private const string NoApiKey = "api_key_false";

    /// <summary>Gives each method of the path that names no authorizer the default one.</summary>
    public static void AddDefaultAuthorizer(ApiDocument document, string path, string authorizer, MapNode authorizers, bool ofPreflight) =>
        document.EditMethods(path, (name, method) =>
        {
            if (!ofPreflight && Methods.Normalized(name) == "options")
            {
                return method;
            }

            var existing = Existing(method, path, name);
            var own = existing.Where(s => s.Keys.Any(k => k == "AWS_IAM" || authorizers.Has(k))).ToList();
            var others = existing.Except(own).ToList();
            var none = others.FindIndex(s => s.Has(None));
            if (none >= 0)
            {
                others.RemoveAt(none);
                own.Clear();
            }
            else if (own.Count == 0)
            {
                own.Add(Node.Map((authorizer, Scopes(authorizers[authorizer]))));
            }

            List<MapNode> all = [.. others, .. own];
            return all.Count == 0 ? method : With(document, method, all);
        });

    /// <summary>Lets the methods of the path need a key, unless they say that they do not.</summary>
    public static void AddDefaultApiKey(ApiDocument document, string path, bool ofPreflight) =>
        document.EditMethods(path, (name, method) =>
        {
            if (!ofPreflight && Methods.Normalized(name) == "options")
            {
                return method;
            }

            var existing = Existing(method, path, name);
            var others = existing.Where(s => !s.Has(ApiKey) && !s.Has(NoApiKey));
            var keys = existing.Where(s => s.Has(ApiKey)).ToList();
            if (existing.Any(s => s.Has(NoApiKey)))
            {
                keys.Clear();
            }
            else if (keys.Count == 0)
            {
                keys.Add(Node.Map((ApiKey, Node.List())));
            }

            return method.With(Key, Node.List([.. others, .. keys]));
        });

    public static void AddAuthorizer(ApiDocument document, string path, string method, string authorizer, MapNode? authorizers, Node? scopes)
    {
        var granted = authorizer is None or "AWS_IAM" ? Node.List() : scopes ?? Scopes(authorizers?[authorizer]);
        document.EditMethod(path, method, m => With(document, m, [.. Written(m).OfType<MapNode>(), Node.Map((authorizer, granted))]));
    }

    public static void AddApiKey(ApiDocument document, string path, string method, bool required)
    {
        if (required)
        {
            Define(document, ApiKey, KeyDefinition());
        }

        document.EditMethod(path, method, m => m.With(Key, Node.List([.. Written(m), Node.Map((required ? ApiKey : NoApiKey, Node.List()))])));
    }

    /// <summary>Describes an authorizer or a key to callers.</summary>
    public static void Define(ApiDocument document, string name, MapNode definition)
    {
        if (document.OfHttpApi)
        {
            var components = document["components"] as MapNode ?? MapNode.Empty;
            var schemes = components["securitySchemes"] as MapNode ?? MapNode.Empty;
            document.Set("components", components.With("securitySchemes", schemes.With(name, definition)));
            return;
        }

        if (document["securityDefinitions"] is { } written and not MapNode && !Make.IsNull(written))
        {
            throw SamFault.Document("securityDefinitions must be a dictionary.", written);
        }

        document.Set("securityDefinitions", (document["securityDefinitions"] as MapNode ?? MapNode.Empty).With(name, definition));
    }

    public static MapNode KeyDefinition() => Header("x-api-key");

    public static MapNode IamDefinition() => Header("Authorization").With("x-amazon-apigateway-authtype", Node.Of("awsSigv4"));

    public static MapNode Header(string name) => Node.Map(("type", Node.Of("apiKey")), ("name", Node.Of(name)), ("in", Node.Of("header")));

    private static Node Scopes(Node? authorizer) => (authorizer as MapNode)?["AuthorizationScopes"] is ListNode scopes ? scopes : Node.List();

    private static MapNode With(ApiDocument document, MapNode method, IReadOnlyList<MapNode> security)
    {
        if (security is [var first, ..] && first.Has("AWS_IAM"))
        {
            document.NeedsIam = true;
        }

        return method.With(Key, Node.List([.. security]));
    }

    private static IEnumerable<Node> Written(MapNode method) => method[Key] is ListNode list ? list.Items : [];

    private static List<MapNode> Existing(MapNode method, string path, string name)
    {
        if (!method.TryGet(Key, out var written))
        {
            return [];
        }

        if (written is not ListNode list)
        {
            throw SamFault.Document($"Type of security for path {path} method {name} must be a list", written);
        }

        return
        [
            .. list.Items.Select(s => s as MapNode
                ?? throw SamFault.Document($"{Spelling.Of(s)} in Security for path {path} method {name} is not a valid dictionary.", s)),
        ];
    }
}
