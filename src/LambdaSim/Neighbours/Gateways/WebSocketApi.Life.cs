using System.Text;
using System.Text.Json;
using NodaTime;

namespace LambdaSim.Neighbours.Gateways;

// What connections live through: handshake, messages, end.
public sealed partial class WebSocketApi
{
    private const int GoingAway = 1001, TooBig = 1009;
    private static readonly Duration _idle = Duration.FromMinutes(10), _life = Duration.FromHours(2);
    private readonly SortedDictionary<string, WebSocketConnection> _connections = new(StringComparer.Ordinal);

    /// <summary>A handshake: told is the connection, or the answer that refuses it (rule WSS-CONNECT).</summary>
    internal void Open(FrontRequest request, Action<object?> told) => AfterLatency(() =>
    {
        var connection = new WebSocketConnection(this, NextShortId(), _place.Host.Now, request);
        var call = Call(connection, "$connect", request);
        call = call with { SocketEvent = WebSocketEvent.Connect(call, connection) };
        if (!IsServed || FrontHost.FirstPart(request.RawPath) != StageName)
        {
            told(Forbidden());
        }
        else if (!_routes.TryGetValue("$connect", out var route))
        {
            Accept(connection, told);
        }
        else if (route.Settings.Authorizer is { } authorizer)
        {
            authorizer.Decide(call, _place.Host, isRest: true, (refusal, context) =>
            {
                if (refusal is not null)
                {
                    told(refusal);
                    return;
                }

                if (!IsServed)
                {
                    told(Forbidden());
                    return;
                }

                connection.AuthorizerJson = context;
                Connect(route, call with { AuthorizerJson = context }, connection, told);
            });
        }
        else
        {
            Connect(route, call, connection, told);
        }
    });

    /// <summary>A message of a client: told is what became of it (rules WSS-MESSAGE, WSS-LIMITS).</summary>
    internal void Take(WebSocketConnection connection, string text, int frameBytes, Sender by, Action<object?> told)
    {
        var id = NextShortId();
        var bytes = Encoding.UTF8.GetByteCount(text);
        connection.LastActiveAt = _place.Host.Now;
        if (bytes > LargestMessage || (frameBytes < int.MaxValue && Math.Min(bytes, frameBytes) > LargestFrame))
        {
            End(connection, TooBig, "Message too big", by);
            told(connection.Record(new WebSocketAnswer(id, null, WebSocketEnd.TooLarge)));
            return;
        }

        AfterLatency(() =>
        {
            if (!connection.IsOpen)
            {
                told(connection.Record(new WebSocketAnswer(id, null, WebSocketEnd.Closed)));
                return;
            }

            var key = _selection.KeyOf(text);
            var route = key is not null && !key.StartsWith('$') && _routes.TryGetValue(key, out var named) ? named : _routes.GetValueOrDefault("$default");
            var call = Call(connection, route?.Key ?? "$default", connection.Handshake with { By = by });
            if (route is null)
            {
                Fail("Forbidden", WebSocketEnd.NoRoute);
                return;
            }

            Integration.Call(_place.Host, route.Function, WebSocketEvent.Message(call, connection, id, text), TimeoutOf(route), by, Principal, (how, answer) =>
            {
                var response = how == IntegrationEnd.Returned && route.Settings.Responds ? ProxyAnswer.V1(answer!.Payload, static _ => true) : null;
                if (how != IntegrationEnd.Returned || (route.Settings.Responds && response is null))
                {
                    Fail("Internal server error", WebSocketEnd.Failed);
                    return;
                }

                if (response is { Body.IsEmpty: false })
                {
                    Give(Encoding.UTF8.GetString(response.Body.Span));
                }

                told(connection.Record(new WebSocketAnswer(id, route.Key, WebSocketEnd.Returned)));
            });

            void Fail(string message, WebSocketEnd end)
            {
                Give($"{{\"message\": \"{message}\", \"connectionId\":\"{connection.Id}\", \"requestId\":\"{call.RequestId}\"}}");
                told(connection.Record(new WebSocketAnswer(id, route?.Key, end)));
            }
        });

        void Give(string answer)
        {
            if (connection.IsOpen)
            {
                connection.Deliver(answer, _place.Host.Now);
            }
        }
    }

    /// <summary>Closes a connection, and tells the function of <c>$disconnect</c> (rule WSS-DISCONNECT).</summary>
    internal void End(WebSocketConnection connection, int code, string reason, Sender by)
    {
        if (!connection.IsOpen)
        {
            return;
        }

        connection.MarkClosed(code, reason);
        _connections.Remove(connection.Id);
        if (_routes.TryGetValue("$disconnect", out var route))
        {
            AfterLatency(() =>
            {
                var call = Call(connection, "$disconnect", connection.Handshake);
                Integration.Call(_place.Host, route.Function, WebSocketEvent.Disconnect(call, connection), TimeoutOf(route), by, Principal, static (_, _) => { });
            });
        }
    }

    private const string Principal = "apigateway.amazonaws.com";

    private void Connect(WebSocketRoute route, ProxyCall call, WebSocketConnection connection, Action<object?> told) =>
        Integration.Call(_place.Host, route.Function, WebSocketEvent.Connect(call, connection), TimeoutOf(route), call.Request.By, Principal, (how, answer) =>
        {
            var refusal = how switch
            {
                IntegrationEnd.Returned when !HasStatus(answer!.Payload) => Failure(502),
                IntegrationEnd.Returned => ProxyAnswer.V1(answer!.Payload, static _ => true) is { } given ? given.Status is >= 200 and < 300 ? null : given : Failure(502),
                IntegrationEnd.Failed => Failure(502),
                IntegrationEnd.TimedOut => FrontAnswer.Json(504, """{"message": "Endpoint request timed out"}"""),
                _ => Failure(500),
            };
            if (refusal is null)
            {
                Accept(connection, told);
            }
            else
            {
                told(refusal);
            }
        });

    private void Accept(WebSocketConnection connection, Action<object?> told)
    {
        // The stage was deleted meanwhile: it answers as one that is not there.
        if (!IsServed)
        {
            told(Forbidden());
            return;
        }

        _connections.Add(connection.Id, connection);
        connection.LastActiveAt = _place.Host.Now;
        _place.Host.Later(connection.ConnectedAt + _life - _place.Host.Now, () => End(connection, GoingAway, "Going away", Sender.Client), keepsAlive: false);
        Watch(connection);
        told(connection);
    }

    private void Watch(WebSocketConnection connection) => _place.Host.Later(connection.LastActiveAt + _idle - _place.Host.Now, () =>
    {
        if (!connection.IsOpen)
        {
            return;
        }

        if (connection.LastActiveAt + _idle <= _place.Host.Now)
        {
            End(connection, GoingAway, "Going away", Sender.Client);
        }
        else
        {
            Watch(connection);
        }
    }, keepsAlive: false);

    private void AfterLatency(Action action) => _place.Host.Later(Latency.ToDuration(), action, keepsAlive: true);

    private ProxyCall Call(WebSocketConnection connection, string key, FrontRequest request) => new()
    {
        Request = request, AccountId = _place.AccountId, ApiId = Id, Region = _place.Region, RequestId = NextId(), At = _place.Host.Now, Stage = StageName,
        RouteKey = key, Path = key, StageVariables = _variables, AuthorizerJson = connection.AuthorizerJson,
    };

    private static Duration TimeoutOf(WebSocketRoute route) => route.Settings.Timeout?.ToDuration() ?? _longest;

    private static FrontAnswer Forbidden() => FrontAnswer.Json(403, """{"message":"Forbidden"}""");

    private static FrontAnswer Failure(int status) => FrontAnswer.Json(status, """{"message": "Internal server error"}""");

    private static bool HasStatus(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("statusCode", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
