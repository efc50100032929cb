using System.Text.Json;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>Events of WebSocket APIs (rule WSS-EVENT).</summary>
internal static class WebSocketEvent
{
    public static byte[] Connect(ProxyCall call, WebSocketConnection connection) => ProxyEvent.Write(w =>
    {
        Headers(w, ProxyEvent.WithForwarded(call));
        List<KeyValuePair<string, string>> query = [.. call.Request.Query];
        if (query.Count > 0)
        {
            ProxyEvent.Single(w, "queryStringParameters", query);
            ProxyEvent.Multi(w, "multiValueQueryStringParameters", query);
        }

        Context(w, call, connection, "CONNECT", static _ => { });
        w.WriteBoolean("isBase64Encoded", false);
    });

    public static byte[] Message(ProxyCall call, WebSocketConnection connection, string messageId, string body) => ProxyEvent.Write(w =>
    {
        Context(w, call, connection, "MESSAGE", w => w.WriteString("messageId", messageId));
        w.WriteString("body", body);
        w.WriteBoolean("isBase64Encoded", false);
    });

    public static byte[] Disconnect(ProxyCall call, WebSocketConnection connection) => ProxyEvent.Write(w =>
    {
        Headers(w, [new("Host", call.Domain), new("x-api-key", ""), new("X-Forwarded-For", ""), new("x-restapi", "")]);
        Context(w, call, connection, "DISCONNECT", w =>
        {
            w.WriteNumber("disconnectStatusCode", connection.CloseCode ?? 1000);
            w.WriteString("disconnectReason", connection.CloseReason);
        });
        w.WriteBoolean("isBase64Encoded", false);
    });

    private static void Headers(Utf8JsonWriter w, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        ProxyEvent.Single(w, "headers", headers);
        ProxyEvent.Multi(w, "multiValueHeaders", headers);
    }

    private static void Context(Utf8JsonWriter w, ProxyCall call, WebSocketConnection connection, string type, Action<Utf8JsonWriter> own)
    {
        if (call.StageVariables.Count > 0)
        {
            ProxyEvent.Single(w, "stageVariables", [.. call.StageVariables.OrderBy(static v => v.Key, StringComparer.Ordinal)]);
        }

        w.WriteStartObject("requestContext");
        w.WriteString("routeKey", call.RouteKey);
        own(w);
        w.WriteString("eventType", type);
        if (call.AuthorizerJson is { } authorizer)
        {
            w.WritePropertyName("authorizer");
            w.WriteRawValue(authorizer);
        }

        w.WriteString("extendedRequestId", ProxyEvent.Identifier(call.RequestId));
        w.WriteString("requestTime", ProxyEvent.TimeOf(call.At));
        w.WriteString("messageDirection", "IN");
        w.WriteString("stage", call.Stage);
        w.WriteNumber("connectedAt", connection.ConnectedAt.ToUnixTimeMilliseconds());
        w.WriteNumber("requestTimeEpoch", call.At.ToUnixTimeMilliseconds());
        w.WriteStartObject("identity");
        if (call.Request.Header("User-Agent") is { } agent)
        {
            w.WriteString("userAgent", agent);
        }

        w.WriteString("sourceIp", call.Request.SourceIp);
        w.WriteEndObject();
        w.WriteString("requestId", call.RequestId);
        w.WriteString("domainName", call.Domain);
        w.WriteString("connectionId", connection.Id);
        w.WriteString("apiId", call.ApiId);
        w.WriteEndObject();
    }
}
