using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Events;

/// <summary>What a method of a REST API expects of requests: the model of their body, and their parameters.</summary>
internal sealed class RequestModels(SamEvent e, MapNode? api)
{
    private readonly string _path = Make.Text(e["Path"])!;
    private readonly string _method = Make.Text(e["Method"])!;

    public void AddTo(ApiDocument document)
    {
        if (e["RequestModel"] is { } model)
        {
            AddModel(document, model as MapNode ?? throw e.Invalid("Property 'RequestModel' should be a map.", model));
        }

        if (e["RequestParameters"] is { } parameters)
        {
            AddParameters(document, parameters as ListNode ?? throw e.Invalid("Property 'RequestParameters' should be a list.", parameters));
        }
    }

    private void AddModel(ApiDocument document, MapNode request)
    {
        if (request["Model"] is not { } given || Make.IsNull(given))
        {
            return;
        }

        var head = $"Unable to set RequestModel [{Spelling.Of(given)}] on API method [{_method}] for path [{_path}] because ";
        if (Make.IsNull(api?["Models"]))
        {
            throw e.Invalid(head + "the related API does not define any Models.", given);
        }

        if (api!["Models"] is not MapNode models)
        {
            throw e.Invalid(head + "the related API Models defined is of invalid type.", given);
        }

        if (Make.Text(given) is not { } name)
        {
            throw e.Invalid(head + "the related API does not contain valid Models.", given);
        }

        if (Make.IsNull(models[name]))
        {
            throw e.Invalid(head + "it wasn't defined in the API's Models.", given);
        }

        AddBody(document, name.ToLowerInvariant(), request);
        AddValidator(document, name, request);
    }

    private void AddBody(ApiDocument document, string name, MapNode request)
    {
        var required = Make.IsNull(request["Required"]) ? null : request["Required"];
        document.EditMethod(_path, _method, method => document.Body.Has("swagger")
            ? WithParameters(method, Node.Map(
                ("in", Node.Of("body")),
                ("name", Node.Of(name)),
                ("schema", Node.Map(("$ref", Node.Of("#/definitions/" + name)))),
                ("required", required)))
            : method.With("requestBody", Node.Map(
                ("content", Node.Map(("application/json", Node.Map(("schema", Node.Map(("$ref", Node.Of("#/components/schemas/" + name)))))))),
                ("required", required))));
    }

    private void AddValidator(ApiDocument document, string model, MapNode request)
    {
        if (Make.IsNull(request["ValidateBody"]) && Make.IsNull(request["ValidateParameters"]))
        {
            return;
        }

        var (body, parameters) = (Flag(request["ValidateBody"], model), Flag(request["ValidateParameters"], model));
        var name = (body, parameters) switch
        {
            (true, true) => "body-and-params",
            (true, false) => "body-only",
            (false, true) => "params-only",
            _ => "no-validation",
        };
        const string Key = "x-amazon-apigateway-request-validator";
        var all = document[Key + "s"] as MapNode ?? MapNode.Empty;
        document.Set(Key + "s", all.With(name, Node.Map(("validateRequestBody", Node.Of(body)), ("validateRequestParameters", Node.Of(parameters)))));
        document.EditMethod(_path, _method, method => method.With(Key, Node.Of(name)));
    }

    private bool Flag(Node? value, string model) =>
        Make.IsTrue(value) || (!Make.IsNull(value) && !Make.IsFalse(value)
            ? throw e.Invalid($"Unable to set Validator to RequestModel [{model}] on API method [{_method}] for path [{_path}] ValidateBody and ValidateParameters must be a boolean type, strings or intrinsics are not supported.", value)
            : false);

    private void AddParameters(ApiDocument document, ListNode given)
    {
        var parameters = given.Items.Select(Parameter).ToArray();
        document.EditMethod(_path, _method, method =>
        {
            method = WithParameters(method, [.. parameters.Select(p => Described(p.Name, p.Required, document))]);
            var cached = parameters.Where(p => p.Caching).Select(p => p.Name).ToArray();
            return cached.Length == 0
                ? method
                : method.With(ApiDocument.Integration, ((MapNode)method[ApiDocument.Integration]!).With("cacheKeyParameters", Make.Texts(cached)));
        });
    }

    private (string Name, bool Required, bool Caching) Parameter(Node given)
    {
        if (given is TextNode text)
        {
            return (Named(text.Text, given), false, false);
        }

        if (given is not MapNode map || !map.TryGetOnly(out var only))
        {
            throw e.Invalid("Invalid value for 'RequestParameters' property. Property must be either a string or an object", given);
        }

        var name = Named(only.Key, given);
        return only.Value is MapNode settings && settings.Members.All(m => m.Key is "Required" or "Caching" && (Make.IsTrue(m.Value) || Make.IsFalse(m.Value)))
            ? (name, Make.IsTrue(settings["Required"]), Make.IsTrue(settings["Caching"]))
            : throw e.Invalid("Invalid value for 'RequestParameters' property. Values must be an object, e.g { Required: true, Caching: false }", only.Value);
    }

    private string Named(string name, Node at) =>
        name.Split('.') is ["method", "request", "querystring" or "path" or "header", _, ..]
            ? name
            : throw e.Invalid("Invalid value for 'RequestParameters' property. Keys must be in the format 'method.request.[querystring|path|header].{value}', e.g 'method.request.header.Authorization'.", at);

    private static MapNode Described(string name, bool required, ApiDocument document)
    {
        var parts = name.Split('.', 4);
        var result = Node.Map(
            ("in", Node.Of(parts[2] == "querystring" ? "query" : parts[2])), ("name", Node.Of(parts[3])), ("required", Node.Of(required)));
        return document.Body.Has("swagger") ? result.With("type", Node.Of("string")) : result.With("schema", Node.Map(("type", Node.Of("string"))));
    }

    private static MapNode WithParameters(MapNode method, params IReadOnlyList<MapNode> more) =>
        method.With("parameters", Node.List([.. (method["parameters"] as ListNode)?.Items ?? [], .. more]));
}
