using System.Text;
using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Neighbours.Stores;

/// <summary>Asks a service of a simulation over its protocol, in process.</summary>
internal sealed class WireCaller(Simulation simulation, string service, string target, string version = "1.1") : IDisposable
{
    private readonly HttpClient _http = new(simulation.CreateHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose() => _http.Dispose();

    /// <summary>The members of the answer.</summary>
    public JsonObject Ask(string operation, string input)
    {
        var (status, answer) = Send(operation, input);
        Assert.True(status == 200, $"{operation}: {status} {answer.ToJsonString()}");
        return answer;
    }

    /// <summary>The error's code and words.</summary>
    public (string Code, string Message) Refused(string operation, string input)
    {
        var (status, answer) = Send(operation, input);
        Assert.True(status >= 400, $"{operation}: {status} {answer.ToJsonString()}");
        return ((string)answer["__type"]!, (string?)(answer["message"] ?? answer["Message"]) ?? "");
    }

    public (int Status, JsonObject Answer) Send(string operation, string input) => simulation.Run(() => SendAsync(operation, input));

    public async Task<(int Status, JsonObject Answer)> SendAsync(string operation, string input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://{service}.us-east-1.amazonaws.com/") { Content = new StringContent(input, Encoding.UTF8) };
        request.Content.Headers.ContentType = new($"application/x-amz-json-{version}");
        request.Headers.Add("X-Amz-Target", $"{target}.{operation}");
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject());
    }
}
