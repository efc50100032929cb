using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LambdaSim.Deployed;
using LambdaSim.Units;

namespace LambdaSim.Tests.Deployed;

/// <summary>An ASP.NET Core minimal API behind Lambda hosting, woven with its framework.</summary>
public sealed class WebApiTests
{
    [Fact]
    public void It_answers_events_of_an_HTTP_API_in_virtual_time()
    {
        using var simulation = new Simulation(seed: 1);
        var function = Add(simulation);
        var created = Call(simulation, function, "POST", "/orders", """{"id": "a", "amount": 3}""");
        simulation.AdvanceBy(2.Minutes);
        var found = Call(simulation, function, "GET", "/orders/a");

        Assert.Equal(201, created.Status);
        Assert.Equal(200, found.Status);
        Assert.Equal(created.Body.ToString(), found.Body.ToString());
        Assert.Equal(simulation.Now.ToDateTimeOffset().Date, found.Body.GetProperty("at").GetDateTimeOffset().Date);
        Assert.Equal(150, found.Milliseconds);
    }

    [Fact]
    public void Each_environment_has_an_application_of_its_own()
    {
        using var simulation = new Simulation(seed: 1);
        var function = Add(simulation);
        Call(simulation, function, "POST", "/orders", """{"id": "a", "amount": 3}""");
        var statuses = simulation.Run(async () => await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ => JsonDocument.Parse((await function.InvokeAsync(Event("GET", "/orders/a"))).PayloadText).RootElement.GetProperty("statusCode").GetInt32())));

        Assert.Equal([200, 404], statuses);
    }

    [Fact]
    public void A_client_reaches_it_through_an_HTTP_API()
    {
        using var simulation = new Simulation(seed: 1);
        var api = simulation.HttpApi("orders");
        api.Route("$default", Add(simulation));
        using var client = api.CreateClient();
        var (created, found) = simulation.Run(async () =>
        {
            var posted = await client.PostAsJsonAsync("/orders", new { id = "a", amount = 3 });
            return (posted, await client.GetStringAsync("/orders/a"));
        });

        Assert.Equal((HttpStatusCode.Created, "/orders/a"), (created.StatusCode, created.Headers.Location?.ToString()));
        Assert.Equal(3, JsonDocument.Parse(found).RootElement.GetProperty("amount").GetInt32());
    }

    [Fact]
    public void Its_log_is_the_functions()
    {
        using var simulation = new Simulation(seed: 1);
        Call(simulation, Add(simulation), "GET", "/orders/a");

        Assert.Contains(simulation.Logs.Lines(0), line => line.ToString().Contains("order a", StringComparison.Ordinal));
    }

    [Fact]
    public void Runs_of_one_seed_are_alike()
    {
        static string Run()
        {
            using var simulation = new Simulation(seed: 5);
            var function = Add(simulation);
            var answers = new[] { Call(simulation, function, "POST", "/orders", """{"id": "a", "amount": 3}"""), Call(simulation, function, "GET", "/orders/a"), Call(simulation, function, "GET", "/fails") };
            simulation.End();
            return string.Join('\n', answers.Select(a => $"{a.Status} {a.Body}")) + simulation.Fingerprint;
        }

        Assert.Equal(Run(), Run());
    }

    private static Function Add(Simulation simulation) => simulation.AddDeployed("api", Corpus.Folder("WebApi"), "WebApi", f => f with { Timeout = 10.Seconds, MemoryMb = 1024 });

    private static object Event(string method, string path, string? body = null) => new
    {
        version = "2.0",
        rawPath = path,
        rawQueryString = "",
        headers = new Dictionary<string, string> { ["content-type"] = "application/json", ["host"] = "api.example.com" },
        requestContext = new { requestId = "r", http = new { method, path } },
        body,
    };

    private static (int Status, JsonElement Body, double Milliseconds) Call(Simulation simulation, Function function, string method, string path, string? body = null)
    {
        var result = simulation.Run(() => function.InvokeAsync(Event(method, path, body)));
        Assert.True(result.Succeeded, result.PayloadText + string.Join('\n', simulation.Logs.Lines(0)));
        var answer = JsonDocument.Parse(result.PayloadText).RootElement;
        var text = answer.GetProperty("body").GetString()!;
        return (answer.GetProperty("statusCode").GetInt32(), text.Length > 0 ? JsonDocument.Parse(text).RootElement : default, result.Duration.TotalMilliseconds);
    }
}
