using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;

namespace LambdaSim.Neighbours.RestApis;

/// <summary>Where a base path of a domain leads to.</summary>
/// <param name="ApiId">A REST API of the same account and Region.</param>
/// <param name="Stage">Null: the path names it.</param>
internal sealed record BasePath(string ApiId, string? Stage);

/// <summary>A domain name of one's own, whose base paths lead to APIs (rule APIGW-DOMAIN).</summary>
internal sealed class ApiDomain(string name, ApiService service, JsonObject document) : IHttpFront
{
    /// <summary>How the control API names the base path that is empty.</summary>
    public const string None = "(none)";

    public string Domain => name;

    public JsonObject Document { get; set; } = document;

    /// <summary>By base path, without slashes.</summary>
    public SortedDictionary<string, BasePath> Mappings { get; } = new(StringComparer.Ordinal);

    /// <exception cref="ApiGatewayException">There is none.</exception>
    public BasePath Mapping(string path) => Mappings.GetValueOrDefault(path) ?? throw ApiGatewayException.Missing("Invalid base path mapping identifier specified");

    public void Take(FrontRequest request, Action<FrontAnswer> answered)
    {
        // The longest base path that the request's begins with.
        var path = request.RawPath;
        var found = Mappings.Where(m => m.Key == None || path == $"/{m.Key}" || path.StartsWith($"/{m.Key}/", StringComparison.Ordinal)).OrderByDescending(static m => m.Key == None ? 0 : m.Key.Length).FirstOrDefault();
        if (found.Value is not { } mapping || !service.Apis.TryGetValue(mapping.ApiId, out var api))
        {
            answered(FrontAnswer.Json(403, """{"message":"Forbidden"}"""));
            return;
        }

        var rest = found.Key == None ? path : path[(found.Key.Length + 1)..];
        api.Serve(request.Behind(name, mapping.Stage is { } stage ? $"/{stage}{rest}" : rest.Length == 0 ? "/" : rest), answered);
    }
}
