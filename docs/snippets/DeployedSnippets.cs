using System.Security.Cryptography;
using LambdaSim.Deployed;
using LambdaSim.Units;

namespace LambdaSim.Snippets;

/// <summary>The C# of docs/deployed.md, compiled and run by the tests.</summary>
public static class DeployedSnippets
{
    public static SortedDictionary<string, Action<TextWriter>> All { get; } = new(StringComparer.Ordinal)
    {
        ["deployed"] = Deployed,
        ["deployed-outside"] = Outside,
    };

    public static void Deployed(TextWriter output)
    {
        // begin-snippet: deployed
        using var simulation = new Simulation(seed: 1);
        var orders = simulation.AddDeployed<OrderHandler>("orders");

        output.WriteLine(orders.Invoke("a").PayloadText);
        simulation.AdvanceBy(5.Minutes);
        output.WriteLine(orders.Invoke("b").PayloadText);
        // end-snippet
    }

    public static Function OfFolder(Simulation simulation)
    {
        // begin-snippet: deployed-folder
        var orders = simulation.AddDeployed("orders", folder: "bin/Release/net10.0/publish", handler: "Orders::Orders.Function::Handle");
        // end-snippet
        return orders;
    }

    public static Function OfProgram(Simulation simulation)
    {
        // begin-snippet: deployed-program
        var orders = simulation.AddDeployed("orders", folder: "bin/Release/net10.0/publish", handler: "Orders");
        // end-snippet
        return orders;
    }

    public static void BehindAnEndpoint(Simulation simulation)
    {
        // begin-snippet: deployed-endpoint
        simulation.AddDeployedHandler("orders", folder: "bin/Release/net10.0/publish", handler: "Orders");
        // end-snippet
    }

    public static void AsUploaded(Simulation simulation, byte[] zip)
    {
        // begin-snippet: deployed-uploads
        simulation.TrustUploads("orders", codeSha256: Convert.ToBase64String(SHA256.HashData(zip)));
        // end-snippet
    }

    public static void Outside(TextWriter output)
    {
        // begin-snippet: deployed-outside
        using var simulation = new Simulation(seed: 1);
        simulation.Http.On("api.example.com", _ => new HttpResponseMessage { Content = new StringContent("7 in stock") }, host => host with { Latency = 80.Milliseconds });
        var stock = simulation.AddDeployed<StockHandler>("stock");

        var answer = stock.Invoke("shoes");
        output.WriteLine($"{answer.PayloadText} after {answer.Duration.TotalMilliseconds:0} ms");
        // end-snippet
    }
}

// begin-snippet: deployed-handler
public class OrderHandler
{
    private static readonly DateTime _loaded = DateTime.UtcNow;
    private static int _calls;

    public async Task<string> Handle(string id)
    {
        await Task.Delay(200);
        File.AppendAllText("/tmp/orders.txt", id + " ");
        return $"call {++_calls} at {DateTime.UtcNow:HH:mm:ss.fff}, loaded at {_loaded:HH:mm:ss}, files: {File.ReadAllText("/tmp/orders.txt")}";
    }
}
// end-snippet

// begin-snippet: deployed-outside-handler
public class StockHandler
{
    private static readonly HttpClient _shop = new() { BaseAddress = new Uri("https://api.example.com"), Timeout = TimeSpan.FromSeconds(2) };

    public Task<string> Handle(string product) => _shop.GetStringAsync($"/stock/{product}");
}
// end-snippet
