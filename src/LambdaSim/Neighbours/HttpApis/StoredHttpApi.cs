using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Neighbours.RestApis;

namespace LambdaSim.Neighbours.HttpApis;

/// <summary>A stage: a name under which a deployment of an HTTP or WebSocket API is served.</summary>
internal sealed class StoredHttpStage(JsonObject document, IHttpFront front)
{
    public JsonObject Document { get; set; } = document;

    /// <summary>An <see cref="HttpApi"/> or a <see cref="WebSocketApi"/>.</summary>
    public IHttpFront Front { get; } = front;

    public bool IsAutomatic => (bool?)Document["autoDeploy"] ?? false;
}

/// <summary>What a route of a WebSocket API answers a message with.</summary>
/// <param name="RouteId">Its route.</param>
/// <param name="Document">As requests said it.</param>
internal sealed record RouteResponse(string RouteId, JsonObject Document);

/// <summary>An HTTP or WebSocket API that a request made, and its way to what it serves.</summary>
internal sealed class StoredHttpApi(FrontPlace place, string id, JsonObject document) : ISocketFront
{
    public const string DefaultStage = "$default", Socket = "WEBSOCKET";

    private int _numbers, _requests;

    public string Id => id;

    public string Domain => $"{id}.execute-api.{place.Region}.amazonaws.com";

    public JsonObject Document { get; set; } = document;

    public string Name => (string)Document["name"]!;

    bool ISocketFront.TakesSockets => IsSocket;

    public bool IsSocket => (string?)Document["protocolType"] == Socket;

    /// <summary>By id, each with its id in it.</summary>
    public SortedDictionary<string, JsonObject> Routes { get; private set; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, JsonObject> Integrations { get; private set; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, JsonObject> Authorizers { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>By id, each with the id of its route in it. Of WebSocket APIs alone.</summary>
    public SortedDictionary<string, RouteResponse> Responses { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, StoredHttpStage> Stages { get; } = new(StringComparer.Ordinal);

    /// <summary>What each deployment keeps, by its id.</summary>
    public SortedDictionary<string, (JsonObject Document, HttpApiSnapshot Kept)> Deployments { get; } = new(StringComparer.Ordinal);

    public string NewId(string kind) => ProxyEvent.Identifier(Configuration.Text.Invariant($"{id}/{kind}/{_numbers++}"))[..7];

    /// <exception cref="ApiGatewayException">There is none.</exception>
    public StoredHttpStage Stage(string name) => Stages.GetValueOrDefault(name) ?? throw ApiGatewayException.Missing("Invalid stage identifier specified");

    public StoredHttpStage AddStage(JsonObject stage)
    {
        var name = (string)stage["stageName"]!;
        var made = new StoredHttpStage(stage, IsSocket ? new WebSocketApi(place, Name, id, name, () => _requests++) : new HttpApi(place, Name, id, name) { Numbers = () => _requests++ });
        Stages.Add(name, made);
        return made;
    }

    /// <summary>Removes a stage; connections that it has are closed.</summary>
    public void RemoveStage(string name)
    {
        if (Stages.Remove(name, out var stage))
        {
            (stage.Front as WebSocketApi)?.EndAll();
        }
    }

    /// <summary>Keeps what the API is now, and says under which id.</summary>
    /// <exception cref="ApiGatewayException">There is nothing to deploy.</exception>
    public string Deploy(JsonObject deployment)
    {
        if (IsSocket && Routes.Count == 0)
        {
            throw ApiGatewayException.Bad("At least one route is required before deploying the Websocket Api.");
        }

        var name = NewId("deployment");
        deployment["deploymentId"] = name;
        deployment["deploymentStatus"] = "DEPLOYED";
        Deployments.Add(name, (deployment, HttpApiSnapshot.Of(this)));
        return name;
    }

    /// <summary>A stage that deploys by itself serves from now on what the API is.</summary>
    public void Changed(Func<JsonObject> deployment)
    {
        // A WebSocket API without routes cannot be deployed: its stages go on with what they have.
        foreach (var stage in Stages.Values.Where(s => s.IsAutomatic && !(IsSocket && Routes.Count == 0)))
        {
            stage.Document["deploymentId"] = Deploy(deployment());
            Serve(stage);
        }
    }

    public void Serve(StoredHttpStage stage)
    {
        if ((string?)stage.Document["deploymentId"] is { } deployment)
        {
            Deployments[deployment].Kept.Serve(stage);
        }
    }

    /// <summary>The path's first part is the stage (rule WSS-CONTROL).</summary>
    public void Open(FrontRequest request, Action<object?> told)
    {
        if ((bool?)Document["disableExecuteApiEndpoint"] != true && Stages.TryGetValue(FrontHost.FirstPart(request.RawPath), out var stage) && stage.Front is WebSocketApi socket)
        {
            socket.Open(request, told);
        }
        else
        {
            told(Forbidden());
        }
    }

    /// <summary>A path that begins with a stage's name is that stage's, every other <c>$default</c>'s.</summary>
    public void Take(FrontRequest request, Action<FrontAnswer> answered)
    {
        // Then domain names of one's own lead to it alone.
        if (!IsSocket && (bool?)Document["disableExecuteApiEndpoint"] == true)
        {
            answered(FrontAnswer.Json(404, """{"message":"Not Found"}"""));
            return;
        }

        if (Stages.TryGetValue(FrontHost.FirstPart(request.RawPath), out var stage) || Stages.TryGetValue(DefaultStage, out stage))
        {
            stage.Front.Take(request, answered);
        }
        else if (IsSocket)
        {
            answered(Forbidden());
        }
        else
        {
            answered(FrontAnswer.Json(404, """{"message":"Not Found"}"""));
        }
    }
    private static FrontAnswer Forbidden() => FrontAnswer.Json(403, """{"message":"Forbidden"}""");
}
