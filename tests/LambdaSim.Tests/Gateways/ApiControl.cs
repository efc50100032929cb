using System.Text;
using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Gateways;

/// <summary>A client of API Gateway's control API in process, and of what it makes.</summary>
internal sealed class ApiControl : IDisposable
{
    private readonly HttpClient _http;

    public ApiControl(GatewayWorld world)
    {
        World = world;
        _http = new HttpClient(world.Simulation.CreateHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan, BaseAddress = new Uri("https://apigateway.us-east-1.amazonaws.com") };
    }

    public GatewayWorld World { get; }

    /// <summary>The URI of the world's function, as integrations name it.</summary>
    public static string UriOf(string function) => $"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:{function}/invocations";

    public (int Status, JsonObject Answer) Send(string method, string path, object? body = null)
    {
        var (status, text) = Ask(method, path, body is null ? null : System.Text.Json.JsonSerializer.Serialize(body));
        return (status, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject());
    }

    public JsonObject Make(string method, string path, object? body = null)
    {
        var (status, answer) = Send(method, path, body);
        Assert.True(status < 300, $"{method} {path}: {answer}");
        return answer;
    }

    public (int Status, JsonObject Answer) Patch(string path, string op, string place, string? value = null) =>
        Send("PATCH", path, new { patchOperations = new[] { new { op, path = place, value } } });

    /// <summary>A request for what an API serves.</summary>
    public (int Status, string Body) Call(string api, string path, string method = "GET", params (string Name, string Value)[] headers) =>
        Ask(method, $"https://{api}.execute-api.us-east-1.amazonaws.com{path}", null, headers);

    /// <summary>An API with one method at <c>/orders</c> in front of the world's function, deployed as <c>prod</c>: its id, and the resource's.</summary>
    public (string Api, string Resource) Shop(bool apiKeyRequired = false, string function = "web")
    {
        var api = Make("POST", "/restapis", new { name = "shop" });
        var (id, root) = ((string)api["id"]!, (string)api["rootResourceId"]!);
        var resource = (string)Make("POST", $"/restapis/{id}/resources/{root}", new { pathPart = "orders" })["id"]!;
        Make("PUT", $"/restapis/{id}/resources/{resource}/methods/GET", new { authorizationType = "NONE", apiKeyRequired });
        Make("PUT", $"/restapis/{id}/resources/{resource}/methods/GET/integration", new { type = "AWS_PROXY", httpMethod = "POST", uri = UriOf(function) });
        Make("POST", $"/restapis/{id}/deployments", new { stageName = "prod" });
        return (id, resource);
    }

    public void Dispose() => _http.Dispose();

    public (int Status, string Body) Ask(string method, string path, string? body, params (string Name, string Value)[] headers)
    {
        HttpResponseMessage? answer = null;
        World.Simulation.Run(async () =>
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (body is not null)
            {
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            }

            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        }, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(answer!.Content.ReadAsStream(TestContext.Current.CancellationToken));
        LastHeaders = answer.Headers.Concat(answer.Content.Headers).ToDictionary(static h => h.Key, static h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase);
        return ((int)answer.StatusCode, reader.ReadToEnd());
    }

    public IReadOnlyDictionary<string, string> LastHeaders { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
