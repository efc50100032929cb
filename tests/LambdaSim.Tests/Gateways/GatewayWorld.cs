using System.Text;
using System.Text.Json;

namespace LambdaSim.Tests.Gateways;

/// <summary>A simulation with one function that notes its events and answers as it is told.</summary>
internal sealed class GatewayWorld : IDisposable
{
    public GatewayWorld(string answer = """{"statusCode":200}""")
    {
        Answer = answer;
        Function = Simulation.AddFunction("web", (JsonElement request) =>
        {
            Events.Add(request);
            return JsonDocument.Parse(Answer).RootElement;
        });
    }

    public Simulation Simulation { get; } = new(new SimulationOptions { Seed = 1, Log = EventLogLevel.Kept });

    public Function Function { get; }

    public string Answer { get; set; }

    public List<JsonElement> Events { get; } = [];

    public JsonElement Event => Events[^1];

    public (int Status, string Body, HttpResponseMessage Message) Send(HttpClient client, HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        HttpResponseMessage? answer = null;
        Simulation.Run(async () =>
        {
            using var request = new HttpRequestMessage(method, path);
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            if (body is not null)
            {
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            }

            answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        }, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(answer!.Content.ReadAsStream(TestContext.Current.CancellationToken));
        return ((int)answer.StatusCode, reader.ReadToEnd(), answer);
    }

    public void Dispose() => Simulation.Dispose();
}
