using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;

namespace LambdaSim.Tests.Tables;

/// <summary>DynamoDB in process, asked by its own protocol.</summary>
internal sealed class TableWorld : IDisposable
{
    private readonly HttpClient _http;

    public TableWorld(Func<DynamoDbConfig, DynamoDbConfig>? times = null, EventLogLevel log = EventLogLevel.Off)
    {
        var config = new SimulationConfig { Start = Instant.FromUtc(2026, 1, 1, 0, 0) };
        Simulation = new Simulation(new SimulationOptions { Seed = 1, World = config with { DynamoDb = times?.Invoke(config.DynamoDb) ?? config.DynamoDb }, Log = log });
        _http = new HttpClient(Simulation.CreateHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public Simulation Simulation { get; }

    /// <summary>A table whose one key is the text <c>id</c>, or <c>id</c> and the number <c>at</c>.</summary>
    public JsonObject Create(string name = "orders", bool hasRange = false, string more = "")
    {
        var attributes = hasRange ? """[{"AttributeName":"id","AttributeType":"S"},{"AttributeName":"at","AttributeType":"N"}]""" : """[{"AttributeName":"id","AttributeType":"S"}]""";
        var keys = hasRange ? """[{"AttributeName":"id","KeyType":"HASH"},{"AttributeName":"at","KeyType":"RANGE"}]""" : """[{"AttributeName":"id","KeyType":"HASH"}]""";
        var definition = JsonNode.Parse($$"""{"TableName":"{{name}}","AttributeDefinitions":{{attributes}},"KeySchema":{{keys}},"BillingMode":"PAY_PER_REQUEST"}""")!.AsObject();
        foreach (var (member, value) in JsonNode.Parse(more.Length == 0 ? "{}" : more)!.AsObject().ToList())
        {
            definition[member] = value!.DeepClone();
        }

        return Ask("CreateTable", definition.ToJsonString());
    }

    /// <summary>The answer to a request that is taken.</summary>
    public JsonObject Ask(string operation, string input, string target = "DynamoDB_20120810")
    {
        var (status, answer, _) = Send(operation, input, target);
        Assert.True(status == 200, $"{operation}: {answer.ToJsonString()}");
        return answer;
    }

    /// <summary>The code and message of a refusal.</summary>
    public (string Code, string? Message) Refusal(string operation, string input)
    {
        var (status, answer, _) = Send(operation, input);
        Assert.True(status >= 400, $"{operation}: {answer.ToJsonString()}");
        var type = (string)answer["__type"]!;
        return (type[(type.IndexOf('#', StringComparison.Ordinal) + 1)..], (string?)(answer["message"] ?? answer["Message"]));
    }

    /// <summary>The message of a ValidationException.</summary>
    public string Invalid(string operation, string input)
    {
        var (code, message) = Refusal(operation, input);
        Assert.True(code == "ValidationException", $"{code}: {message}");
        return message!;
    }

    public (int Status, JsonObject Answer, HttpResponseMessage Message) Send(string operation, string input, string target = "DynamoDB_20120810", string contentType = "application/x-amz-json-1.0")
    {
        var (message, body) = SendRaw($"{target}.{operation}", input, contentType);
        return ((int)message.StatusCode, JsonNode.Parse(body)!.AsObject(), message);
    }

    public (HttpResponseMessage Message, byte[] Body) SendRaw(string target, string input, string contentType = "application/x-amz-json-1.0", HttpMethod? method = null) => Simulation.Run(async () =>
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, "https://dynamodb.us-east-1.amazonaws.com/");
        if (method != HttpMethod.Get)
        {
            request.Content = new StringContent(input) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };
        }

        request.Headers.Add("X-Amz-Target", target);
        var answer = await _http.SendAsync(request);
        return (answer, await answer.Content.ReadAsByteArrayAsync());
    });

    public void Put(string item, string table = "orders") => Ask("PutItem", $$"""{"TableName":"{{table}}","Item":{{item}}}""");

    public JsonObject? Get(string key, string table = "orders") => Ask("GetItem", $$"""{"TableName":"{{table}}","Key":{{key}}}""")["Item"] as JsonObject;

    public void Dispose()
    {
        _http.Dispose();
        Simulation.Dispose();
    }
}
