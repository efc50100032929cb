using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Rest;

/// <summary>What a REST API answers browsers that ask before a call: an <c>OPTIONS</c> method for each path.</summary>
internal sealed record RestCors(Node Origin, Node? Methods, Node? Headers, Node? MaxAge, bool Credentials)
{
    private const string Star = "'*'";
    private static readonly string[] Names = ["AllowMethods", "AllowHeaders", "AllowOrigin", "MaxAge", "AllowCredentials"];
    private static readonly string[] All = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    public static RestCors Read(SamResource api, Node cors)
    {
        if (cors is TextNode || Intrinsic.Is(cors))
        {
            return new RestCors(cors, null, null, null, false);
        }

        if (cors is not MapNode map)
        {
            throw api.Invalid("Invalid value for 'Cors' property.", cors);
        }

        if (map.Members.FirstOrDefault(m => !Names.Contains(m.Key, StringComparer.Ordinal)) is { Key: { } unknown, Value: var at })
        {
            throw api.Invalid($"Invalid key '{unknown}' for 'Cors' property.", at);
        }

        var result = new RestCors(Given(map, "AllowOrigin") ?? Node.Of(Star), Given(map, "AllowMethods"), Given(map, "AllowHeaders"), Given(map, "MaxAge"), Make.IsTrue(map["AllowCredentials"]));
        return result.Credentials && Make.Text(result.Origin) == Star
            ? throw api.Invalid("Unable to add Cors configuration because 'AllowCredentials' can not be true when 'AllowOrigin' is \"'*'\" or not set", cors)
            : result;
    }

    public void AddTo(ApiDocument document, string path)
    {
        if (document.HasMethod(path, "options"))
        {
            return;
        }

        var methods = Methods;
        document.EditPath(path, item =>
        {
            methods ??= Node.Of("'" + Allowed(item) + "'");
            return item.With("options", Options(methods));
        });
    }

    private static Node? Given(MapNode map, string name) => Make.IsNull(map[name]) ? null : map[name];

    private static string Allowed(MapNode item) =>
        item.Keys.Any(k => Documents.Methods.Normalized(k) == Documents.Methods.Any)
            ? string.Join(',', All)
            : string.Join(',', item.Keys.Append("options").Select(k => k.ToUpperInvariant()).Order(StringComparer.Ordinal));

    private MapNode Options(Node methods)
    {
        var parameters = new MapBuilder();
        var headers = new MapBuilder();
        Add("Access-Control-Allow-Origin", Origin, "string");
        Add("Access-Control-Allow-Headers", Headers, "string");
        Add("Access-Control-Allow-Methods", methods, "string");
        Add("Access-Control-Max-Age", MaxAge, "integer");
        Add("Access-Control-Allow-Credentials", Credentials ? Node.Of("'true'") : null, "string");
        return Node.Map(
            ("summary", Node.Of("CORS support")),
            ("consumes", Make.Texts("application/json")),
            ("produces", Make.Texts("application/json")),
            (ApiDocument.Integration, Node.Map(
                ("type", Node.Of("mock")),
                ("requestTemplates", Node.Map(("application/json", Node.Of("{\n  \"statusCode\" : 200\n}\n")))),
                ("responses", Node.Map(("default", Node.Map(
                    ("statusCode", Node.Of("200")),
                    ("responseParameters", parameters.ToNode(default)),
                    ("responseTemplates", Node.Map(("application/json", Node.Of("{}\n")))))))))),
            ("responses", Node.Map(("200", Node.Map(
                ("description", Node.Of("Default response for CORS method")),
                ("headers", headers.ToNode(default)))))));

        void Add(string header, Node? value, string type)
        {
            if (value is not null)
            {
                parameters.Set("method.response.header." + header, value);
                headers.Set(header, Node.Map(("type", Node.Of(type))));
            }
        }
    }
}
