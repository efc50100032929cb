using System.Text.Json.Nodes;
using LambdaSim.Wire;
using LambdaSim.Wire.Lambda;

namespace LambdaSim.Tests.Conformance.Services;

/// <summary>Lambda's operations, by its route table.</summary>
internal sealed class LambdaClient : IServiceClient
{
    public WireRequest? Request(string operation, JsonObject input, string id)
    {
        if (RouteTable.All.FirstOrDefault(r => r.Name == operation && r.Kind != RouteKind.Unsupported) is not { } route)
        {
            return null;
        }

        using var message = HttpApi.Request(route, input);
        using var body = new MemoryStream();
        message.Content?.CopyTo(body, null, CancellationToken.None);
        var request = new WireRequest(message.Method.Method, RequestTarget.Of(message.RequestUri!.OriginalString), id) { Body = body.ToArray() };
        foreach (var (name, values) in message.Headers.NonValidated.Concat(message.Content?.Headers.NonValidated ?? default))
        {
            request.Headers.Add(name, values.ToString());
        }

        return request;
    }

    public JsonObject Read(string operation, WireResponse answer) => JsonClient.Of(answer);
}
