using System.Net.Http.Json;
using System.Text.Json;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Units;

namespace LambdaSim.Snippets;

/// <summary>The C# of docs/http.md, compiled and run by the tests.</summary>
public static class HttpSnippets
{
    public static IEnumerable<KeyValuePair<string, Action<TextWriter>>> All =>
    [
        new("http-api", HttpApi), new("http-timeout", Timeout), new("http-authorizer", Authorizer), new("http-keys", Keys), new("http-control", Control), new("http-load-balancer", LoadBalancer), new("http-socket", Socket),
    ];

    public static void HttpApi(TextWriter output)
    {
        // begin-snippet: http-api
        using var simulation = new Simulation(seed: 1);
        var orders = simulation.AddFunction("orders", (JsonElement request) =>
            new { order = request.GetProperty("pathParameters").GetProperty("id").GetString(), state = "shipped" });
        var api = simulation.HttpApi("shop");
        api.Route("GET /orders/{id}", orders);

        simulation.Run(async () =>
        {
            using var client = api.CreateClient();
            var order = await client.GetFromJsonAsync<JsonElement>("/orders/7");
            output.WriteLine($"{order} after {simulation.Elapsed.TotalMilliseconds:0} ms");
            output.WriteLine((int)(await client.GetAsync("/basket")).StatusCode);
        });
        // end-snippet
    }

    public static void Timeout(TextWriter output)
    {
        // begin-snippet: http-timeout
        using var simulation = new Simulation(seed: 1);
        var report = simulation.AddFunction("report", 45.Seconds, f => f with { Timeout = 60.Seconds });
        var api = simulation.RestApi("reports", stage: "prod");
        api.Method("POST", "/reports", report);

        simulation.Run(async () =>
        {
            using var client = api.CreateClient();
            var answer = await client.PostAsync("/prod/reports", null);
            output.WriteLine($"{(int)answer.StatusCode} after {simulation.Elapsed.TotalSeconds} s: {await answer.Content.ReadAsStringAsync()}");
        });
        simulation.RunUntilIdle();
        output.WriteLine($"the function ran for {report.Metrics.TotalDuration.TotalSeconds:0} s all the same");
        // end-snippet
    }

    public static void Authorizer(TextWriter output)
    {
        // begin-snippet: http-authorizer
        using var simulation = new Simulation(seed: 1);
        var check = simulation.AddFunction("check", (JsonElement request) => new { isAuthorized = request.GetProperty("identitySource")[0].GetString() == "let-me-in" });
        var api = simulation.HttpApi("shop");
        api.Route("$default", simulation.AddFunction("shop", () => "welcome"), r => r with { Authorizer = RouteAuthorizer.Lambda(check) });

        simulation.Run(async () =>
        {
            using var client = api.CreateClient();
            output.WriteLine((int)(await client.GetAsync("/")).StatusCode);
            client.DefaultRequestHeaders.Add("Authorization", "let-me-in");
            output.WriteLine(await client.GetStringAsync("/"));
        });
        // end-snippet
    }

    public static void Keys(TextWriter output)
    {
        // begin-snippet: http-keys
        using var simulation = new Simulation(seed: 1);
        var api = simulation.RestApi("shop", stage: "prod");
        api.Method("GET", "/orders", simulation.AddFunction("orders", () => new { statusCode = 200 }), m => m with { ApiKeyRequired = true });
        var partner = api.ApiKey("partner");
        api.UsagePlan("basic", p => p with { RateLimit = 10, BurstLimit = 20, Quota = 1, Period = QuotaPeriod.Day }).Add(partner);

        using var client = api.CreateClient();
        simulation.Run(async () =>
        {
            output.WriteLine((int)(await client.GetAsync("/prod/orders")).StatusCode);
            client.DefaultRequestHeaders.Add("x-api-key", partner.Value);
            output.WriteLine((int)(await client.GetAsync("/prod/orders")).StatusCode);
            output.WriteLine(await (await client.GetAsync("/prod/orders")).Content.ReadAsStringAsync());
        });
        simulation.AdvanceBy(24.Hours);
        simulation.Run(async () => output.WriteLine((int)(await client.GetAsync("/prod/orders")).StatusCode));
        // end-snippet
    }

    public static void Control(TextWriter output)
    {
        // begin-snippet: http-control
        using var simulation = new Simulation(seed: 1);
        simulation.AddFunction("hello", () => new { statusCode = 200, body = "hello" });
        using var aws = new HttpClient(simulation.CreateHttpHandler()) { BaseAddress = new Uri("https://apigateway.us-east-1.amazonaws.com") };

        simulation.Run(async () =>
        {
            async Task<JsonElement> Send(HttpMethod method, string path, object body)
            {
                using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
                return await (await aws.SendAsync(request)).Content.ReadFromJsonAsync<JsonElement>();
            }

            var api = await Send(HttpMethod.Post, "/restapis", new { name = "shop" });
            var (id, root) = (api.GetProperty("id").GetString(), api.GetProperty("rootResourceId").GetString());
            var method = $"/restapis/{id}/resources/{root}/methods/GET";
            await Send(HttpMethod.Put, method, new { authorizationType = "NONE" });
            var uri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:hello/invocations";
            await Send(HttpMethod.Put, $"{method}/integration", new { type = "AWS_PROXY", httpMethod = "POST", uri });
            await Send(HttpMethod.Post, $"/restapis/{id}/deployments", new { stageName = "prod" });
            output.WriteLine(await aws.GetStringAsync($"https://{id}.execute-api.us-east-1.amazonaws.com/prod/"));
        });
        // end-snippet
    }

    public static void LoadBalancer(TextWriter output)
    {
        // begin-snippet: http-load-balancer
        using var simulation = new Simulation(seed: 1);
        var api = simulation.AddFunction("api", (JsonElement request) => new { statusCode = 200, body = request.GetProperty("path").GetString() });
        var web = simulation.LoadBalancer("web");
        web.Forward(new ListenerRule("/api/*"), api);

        simulation.Run(async () =>
        {
            using var client = web.CreateClient();
            output.WriteLine(await client.GetStringAsync("/api/orders"));
            output.WriteLine((int)(await client.GetAsync("/pages")).StatusCode);
        });
        // end-snippet
    }

    public static void Socket(TextWriter output)
    {
        // begin-snippet: http-socket
        using var simulation = new Simulation(seed: 1);
        var chat = simulation.WebSocketApi("chat");
        var say = simulation.AddFunction("say", async (JsonElement message) =>
        {
            foreach (var listener in chat.Connections)
            {
                await chat.Post(listener.Id, message.GetProperty("body").GetString()!);
            }

            return new { statusCode = 200 };
        });
        chat.Route("say", say);

        simulation.Run(async () =>
        {
            var (ada, bob) = (await chat.Connect(), await chat.Connect());
            await ada.Send("""{"action":"say","text":"hello"}""");
            output.WriteLine(await bob.Receive());
            output.WriteLine((await ada.Send("what?")).End);
        });
        simulation.AdvanceBy(10.Minutes);
        output.WriteLine($"open after ten quiet minutes: {chat.Connections.Count}");
        // end-snippet
    }
}
