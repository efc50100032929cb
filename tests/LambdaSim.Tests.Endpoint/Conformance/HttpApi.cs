using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.AspNetCore;
using LambdaSim.Wire.Lambda;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;

namespace LambdaSim.Tests.Conformance;

/// <summary>The endpoint, asked over HTTP as an AWS client asks: operations become requests by the service's model, on a clock that only the test moves.</summary>
internal sealed class HttpApi : IConformanceApi, IConformanceWorld, IDisposable
{
    private static readonly Dictionary<string, (string Prefix, string Version)> _targets = new(StringComparer.Ordinal)
    {
        ["sqs"] = ("AmazonSQS", "1.0"),
        ["kinesis"] = ("Kinesis_20131202", "1.1"),
        ["dynamodb"] = ("DynamoDB_20120810", "1.0"),
    };

    private readonly WebApplication _app;
    private readonly HttpClient _client;
    private readonly LambdaSimServer _server;
    private readonly Programs _programs = new();

    public HttpApi()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        _app = builder.Build();
        var simulation = new Simulation(new SimulationOptions { AccountId = Names.Account, Region = Names.Region, Log = EventLogLevel.Hashed, KeepTails = true });
        simulation.Services.Directory.Declared.AreAllDeclared = true;
        _server = new LambdaSimServer(simulation, new LambdaSimEndpointOptions { Clock = EndpointClock.Manual });
        simulation.Callbacks = _programs;
        _app.MapLambdaSim(_server.Parts);
        _app.StartAsync().GetAwaiter().GetResult();
        _client = _app.GetTestClient();
    }

    public ConformanceAnswer? Call(string operation, JsonObject input, string region)
    {
        if (RouteTable.All.FirstOrDefault(r => r.Name == operation && r.Kind != RouteKind.Unsupported) is not { } route)
        {
            return null;
        }

        using var request = Request(route, input);
        var (status, headers, body) = Send(request, "lambda", region);
        return new ConformanceAnswer(status, headers, operation == "Invoke" && status is >= 200 and < 300 ? Invoked(headers, body) : Parsed(body));
    }

    public ConformanceAnswer? Ask(string service, string operation, JsonObject input)
    {
        if (!_targets.TryGetValue(service, out var target))
        {
            return null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Blobs(input)!.ToJsonString())) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue($"application/x-amz-json-{target.Version}");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", $"{target.Prefix}.{operation}");
        var (status, headers, body) = Send(request, service, Names.Region);
        return new ConformanceAnswer(status, headers, Parsed(body));
    }

    // What a request has as bytes is base64 in JSON.
    private static JsonNode? Blobs(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } o when o["bytes"] is JsonValue bytes => bytes.DeepClone(),
        JsonObject o => new JsonObject(o.Select(static m => KeyValuePair.Create(m.Key, Blobs(m.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Blobs)]),
        _ => node?.DeepClone(),
    };

    public IEnumerable<string> Written => _programs.Written;

    public void Exist(string arn) => Declare(arn, null);

    public void Store(string bucket, string key, byte[] content) => Declare($"arn:aws:s3:::{bucket}/{key}", content);

    public IReadOnlyList<JsonObject> Events => _programs.Events;

    // What a program sends leaves when the world stands still.
    public void Advance(Duration time)
    {
        _server.Loop.AdvanceBy(time).GetAwaiter().GetResult();
        foreach (var (queue, body) in _programs.TakeSent())
        {
            var url = queue.Contains('/', StringComparison.Ordinal) ? queue : Ask("sqs", "GetQueueUrl", new JsonObject { ["QueueName"] = queue })?.Body?["QueueUrl"]?.GetValue<string>();
            Ask("sqs", "SendMessage", new JsonObject { ["QueueUrl"] = url, ["MessageBody"] = body });
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _app.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)_app).Dispose();
        _server.Dispose();
    }

    private (int Status, Dictionary<string, string> Headers, byte[] Body) Send(HttpRequestMessage request, string service, string region)
    {
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={Names.Account}/20260102/{region}/{service}/aws4_request, SignedHeaders=host, Signature=00");
        using var response = _client.SendAsync(request).GetAwaiter().GetResult();
        using var stream = response.Content.ReadAsStream();
        using var body = new MemoryStream();
        stream.CopyTo(body);
        return ((int)response.StatusCode, response.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => string.Join(",", h.Value), StringComparer.Ordinal), body.ToArray());
    }

    private void Declare(string arn, byte[]? content) => _server.Loop.Ask(s =>
    {
        s.DeclareResource(arn, content);
        return true;
    }).GetAwaiter().GetResult();

    /// <summary>An operation's input as its route says it.</summary>
    internal static HttpRequestMessage Request(Route route, JsonObject input)
    {
        var members = input.Where(m => m.Value is not null).ToDictionary(m => m.Key, m => m.Value!, StringComparer.Ordinal);
        var (path, query) = (route.Template.Split('?')[0], new List<string>(route.Template.Split('?').Skip(1)));
        foreach (var member in members.Keys.Where(m => path.Contains($"{{{m}}}", StringComparison.Ordinal)).ToList())
        {
            path = path.Replace($"{{{member}}}", Uri.EscapeDataString(Text(members[member])), StringComparison.Ordinal);
            members.Remove(member);
        }

        foreach (var said in route.Operation?.Query ?? ["Qualifier"])
        {
            var (member, parameter) = said.Split('=') is [var m, var p] ? (m, p) : (said, said);
            if (members.Remove(member, out var value))
            {
                query.AddRange((value is JsonArray list ? list.Select(i => Text(i!)) : [Text(value)]).Select(v => $"{parameter}={Uri.EscapeDataString(v)}"));
            }
        }

        var request = new HttpRequestMessage(new HttpMethod(route.Method), $"{path}{(query.Count > 0 ? "?" : "")}{string.Join('&', query)}");
        byte[]? body = null;
        if (route.Kind == RouteKind.Invocation)
        {
            foreach (var (member, header) in new[] { ("InvocationType", "X-Amz-Invocation-Type"), ("LogType", "X-Amz-Log-Type"), ("ClientContext", "X-Amz-Client-Context") })
            {
                if (members.Remove(member, out var value))
                {
                    request.Headers.TryAddWithoutValidation(header, Text(value));
                }
            }

            body = members.GetValueOrDefault("Payload") is { } payload ? Bytes(payload) : null;
        }
        else if (members.Count > 0)
        {
            body = Encoding.UTF8.GetBytes(new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value.DeepClone()))).ToJsonString());
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }

    private static JsonObject Invoked(Dictionary<string, string> headers, byte[] body)
    {
        var shape = new JsonObject { ["Payload"] = Payload(body) };
        foreach (var (header, member) in new[] { ("x-amz-executed-version", "ExecutedVersion"), ("x-amz-function-error", "FunctionError"), ("x-amz-log-result", "LogResult") })
        {
            if (headers.TryGetValue(header, out var value))
            {
                shape[member] = value;
            }
        }

        return shape;
    }

    // As the recordings keep it: JSON that is an object or a list as such, everything else as text.
    private static JsonNode? Payload(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        return text.StartsWith('{') || text.StartsWith('[') ? Parsed(body) : JsonValue.Create(text);
    }

    private static JsonNode? Parsed(byte[] body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return JsonValue.Create(Encoding.UTF8.GetString(body));
        }
    }

    // Where a request says "bytes" they are no UTF-8: those that the test's name shows.
    private static byte[] Bytes(JsonNode payload) => payload is JsonValue v && v.TryGetValue(out string? text) ? Encoding.UTF8.GetBytes(text)
        : payload is JsonObject { Count: 1 } o && o.ContainsKey("bytes") ? Encoding.Latin1.GetBytes("n\u0087r\u009e\u00e9\u00b5\u00d7I\u00ee\u009bmt")
        : Encoding.UTF8.GetBytes(payload.ToJsonString());

    private static string Text(JsonNode value) => value is not JsonValue v ? value.ToJsonString()
        : v.TryGetValue(out string? text) ? text
        : v.TryGetValue(out long number) ? number.ToString(CultureInfo.InvariantCulture)
        : v.ToJsonString();
}
