using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;

namespace LambdaSim.Neighbours.Gateways;

// What functions do with connections: API Gateway's management API (rule WSS-MANAGE).
public sealed partial class WebSocketApi
{
    private static readonly InstantPattern _iso = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    void IHttpFront.Take(FrontRequest request, Action<FrontAnswer> answered) => AfterLatency(() =>
    {
        var prefix = $"/{StageName}/@connections/";
        var path = Uri.UnescapeDataString(request.RawPath);
        answered(!path.StartsWith(prefix, StringComparison.Ordinal) ? FrontAnswer.Json(403, """{"message":"Forbidden"}""")
            : request.Header("Authorization")?.StartsWith("AWS4-", StringComparison.Ordinal) != true ? FrontAnswer.Json(403, """{"message":"Missing Authentication Token"}""")
            : Manage(path[prefix.Length..], request));
    });

    private async Task Managed(string doing, string id, FrontRequest request)
    {
        ArgumentNullException.ThrowIfNull(id);
        var answer = (FrontAnswer)(await Ask($"{doing} at {Name}", (by, told) => AfterLatency(() => told(Manage(id, request with { By = by })))).ConfigureAwait(false))!;
        if (answer.Status >= 300)
        {
            throw answer.Status == 410 ? new ConnectionException() : new ConnectionException("PayloadTooLargeException", 413, "The message has more than 128 KB.");
        }
    }

    private FrontAnswer Manage(string id, FrontRequest request)
    {
        if (_connections.GetValueOrDefault(id) is not { } connection)
        {
            return Error(new ConnectionException());
        }

        switch (request.Method)
        {
            case "POST" when request.Body.Length > LargestMessage:
                return Error(new ConnectionException("PayloadTooLargeException", 413, "The message has more than 128 KB."));
            case "POST":
                connection.Deliver(Encoding.UTF8.GetString(request.Body.Span), _place.Host.Now);
                return new FrontAnswer(200);
            case "DELETE":
                End(connection, 1000, "Connection deleted", request.By);
                return new FrontAnswer(204);
            case "GET":
                return FrontAnswer.Json(200, Encoding.UTF8.GetString(ProxyEvent.Write(w => Describe(w, connection))));
            default:
                return FrontAnswer.Json(403, """{"message":"Missing Authentication Token"}""");
        }
    }

    private static void Describe(Utf8JsonWriter w, WebSocketConnection connection)
    {
        w.WriteString("connectedAt", _iso.Format(connection.ConnectedAt));
        w.WriteStartObject("identity");
        w.WriteString("sourceIp", connection.Handshake.SourceIp);
        w.WriteString("userAgent", connection.Handshake.Header("User-Agent") ?? "");
        w.WriteEndObject();
        w.WriteString("lastActiveAt", _iso.Format(connection.LastActiveAt));
    }

    private static FrontAnswer Error(ConnectionException error) => new(error.StatusCode)
    {
        Headers = [new("Content-Type", "application/json"), new("x-amzn-ErrorType", error.ErrorCode)],
        Body = Encoding.UTF8.GetBytes(new JsonObject { ["message"] = error.Message }.ToJsonString()),
    };
}
