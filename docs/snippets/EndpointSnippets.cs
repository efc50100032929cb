using LambdaSim.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace LambdaSim.Snippets;

/// <summary>The C# of docs/endpoint.md, compiled and run by the tests.</summary>
public static class EndpointSnippets
{
    public static async Task<string> Serve()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();

        // begin-snippet: endpoint
        var simulation = new Simulation();
        simulation.AddFunction("greet", (string guest) => $"Welcome, {guest}!");

        app.MapLambdaSim(simulation, new LambdaSimEndpointOptions { Clock = EndpointClock.Manual });
        await app.StartAsync();
        // end-snippet
        using var client = new HttpClient();
        using var guest = new StringContent("\"Ada\"");
        var answer = await client.PostAsync($"{app.Urls.First()}/2015-03-31/functions/greet/invocations", guest);
        await app.StopAsync();
        return await answer.Content.ReadAsStringAsync();
    }
}
