using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;

namespace LambdaSim.Neighbours.RestApis;

/// <summary>A resource of a REST API with its methods, as the control API has them.</summary>
internal sealed class ApiResource(string id, ApiResource? parent, string part)
{
    public string Id => id;

    public ApiResource? Parent => parent;

    /// <summary>Empty: the root.</summary>
    public string Part => part;

    public string Path => parent is null ? "/" : parent.Parent is null ? $"/{part}" : $"{parent.Path}/{part}";

    /// <summary>By their names; each a document with <c>methodIntegration</c> and <c>methodResponses</c>.</summary>
    public SortedDictionary<string, JsonObject> Methods { get; } = new(StringComparer.Ordinal);
}

/// <summary>What a deployment keeps of an API: it serves this whatever becomes of the API.</summary>
/// <param name="Document">Its id, description and time.</param>
/// <param name="Resources">Id, path and methods of each resource.</param>
/// <param name="Authorizers">By id.</param>
/// <param name="Settings">Of the whole API.</param>
internal sealed record ApiDeployment(
    JsonObject Document, IReadOnlyList<(string Id, string Path, IReadOnlyList<KeyValuePair<string, JsonObject>> Methods)> Resources, IReadOnlyDictionary<string, JsonObject> Authorizers,
    JsonObject Settings);

/// <summary>A stage: a name under which a deployment is served.</summary>
internal sealed class ApiStage(JsonObject document, RestApi front)
{
    public JsonObject Document { get; set; } = document;

    public RestApi Front { get; } = front;

    public string DeploymentId => (string)Document["deploymentId"]!;
}

/// <summary>A REST API that a request to the control API made, and its way to what it serves.</summary>
internal sealed class Api : IHttpFront
{
    private readonly FrontPlace _place;
    private int _numbers, _requests;

    public Api(FrontPlace place, string id, JsonObject document)
    {
        (_place, Id, Document) = (place, id, document);
        Root = new ApiResource(NewId("resource"), null, "");
        Resources.Add(Root.Id, Root);
        document["rootResourceId"] = Root.Id;
    }

    public string Id { get; }

    public string Name => (string)Document["name"]!;

    public string Domain => $"{Id}.execute-api.{_place.Region}.amazonaws.com";

    public FrontPlace Place => _place;

    /// <summary>Its settings, as answers have them.</summary>
    public JsonObject Document { get; set; }

    public ApiResource Root { get; }

    public SortedDictionary<string, ApiResource> Resources { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, JsonObject> Authorizers { get; } = new(StringComparer.Ordinal);

    /// <summary>The newest last.</summary>
    public List<ApiDeployment> Deployments { get; } = [];

    public SortedDictionary<string, ApiStage> Stages { get; } = new(StringComparer.Ordinal);

    public string NewId(string kind) => ProxyEvent.Identifier(Configuration.Text.Invariant($"{Id}/{kind}/{_numbers++}"))[..(kind is "resource" or "authorizer" or "deployment" ? 6 : 10)];

    /// <summary>Of all its stages.</summary>
    public int NextRequest() => _requests++;

    /// <exception cref="ApiGatewayException">There is none.</exception>
    public ApiResource Resource(string id) => Resources.GetValueOrDefault(id) ?? throw ApiGatewayException.Missing("Invalid Resource identifier specified");

    /// <exception cref="ApiGatewayException">There is none.</exception>
    public JsonObject Method(string resource, string name) => Resource(resource).Methods.GetValueOrDefault(name) ?? throw ApiGatewayException.Missing("Invalid Method identifier specified");

    /// <exception cref="ApiGatewayException">There is none.</exception>
    public ApiStage Stage(string name) => Stages.GetValueOrDefault(name) ?? throw ApiGatewayException.Missing("Invalid stage identifier specified");

    /// <exception cref="ApiGatewayException">There is none.</exception>
    public ApiDeployment Deployment(string id) => Deployments.Find(d => (string)d.Document["id"]! == id) ?? throw ApiGatewayException.Missing("Invalid Deployment identifier specified");

    /// <exception cref="ApiGatewayException">There is none.</exception>
    public JsonObject Authorizer(string id) => Authorizers.GetValueOrDefault(id) ?? throw ApiGatewayException.Missing("Invalid Authorizer identifier specified");

    public void Take(FrontRequest request, Action<FrontAnswer> answered)
    {
        // Then domain names of one's own lead to it alone.
        if ((bool?)Document["disableExecuteApiEndpoint"] == true)
        {
            answered(Forbidden());
        }
        else
        {
            Serve(request, answered);
        }
    }

    /// <summary>The path's first part is the stage.</summary>
    public void Serve(FrontRequest request, Action<FrontAnswer> answered)
    {
        if (Stages.TryGetValue(FrontHost.FirstPart(request.RawPath), out var stage))
        {
            ((IHttpFront)stage.Front).Take(request, answered);
        }
        else
        {
            answered(Forbidden());
        }
    }

    private static FrontAnswer Forbidden() => FrontAnswer.Json(403, """{"message":"Forbidden"}""");
}
