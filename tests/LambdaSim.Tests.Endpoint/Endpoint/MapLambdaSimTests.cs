using System.Net.Http.Json;
using LambdaSim.AspNetCore;
using LambdaSim.AspNetCore.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LambdaSim.Tests.Endpoint;

/// <summary>The endpoint in an application.</summary>
public sealed class MapLambdaSimTests : IDisposable
{
    private const string Missing = "2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Aa%2Fb";

    private readonly Simulation _simulation = new();

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public async Task It_serves_every_path_that_nothing_else_claims()
    {
        using var host = await Start(app =>
        {
            app.MapLambdaSim(new EndpointParts(new DirectLoop(_simulation), _simulation.Seed));
            app.MapGet("/mine", static () => "mine");
        });
        using var client = host.GetTestClient();

        Assert.Equal("mine", await client.GetStringAsync("/mine", TestContext.Current.CancellationToken));
        Assert.Equal(404, (int)(await client.GetAsync("/2015-03-31/functions/fn", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal("UnknownOperationException", (await client.GetAsync("/other", TestContext.Current.CancellationToken)).Headers.GetValues("x-amzn-errortype").Single());
    }

    [Fact]
    public async Task It_serves_a_group_of_paths()
    {
        using var host = await Start(app => app.MapGroup("/aws/here").MapLambdaSim(new EndpointParts(new DirectLoop(_simulation), _simulation.Seed)));
        using var client = host.GetTestClient();

        var answer = await client.PostAsJsonAsync("/aws/here/2015-03-31/functions", EndpointWorld.CreateBody("fn"), TestContext.Current.CancellationToken);

        Assert.Equal(201, (int)answer.StatusCode);
    }

    [Fact]
    public async Task An_encoded_slash_stays_in_its_label()
    {
        using var host = await Start(app => app.MapLambdaSim(new EndpointParts(new DirectLoop(_simulation), _simulation.Seed)));
        using var client = host.GetTestClient();

        var answer = await client.GetAsync("/" + Missing, TestContext.Current.CancellationToken);

        Assert.Equal("ValidationException", answer.Headers.GetValues("x-amzn-errortype").Single());
        Assert.Contains("function:a/b'", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static Task<IHost> Start(Action<IEndpointRouteBuilder> map) => new HostBuilder()
        .ConfigureWebHost(web => web.UseTestServer()
            .ConfigureServices(static s => s.AddRouting())
            .Configure(app => app.UseRouting().UseEndpoints(map)))
        .StartAsync(TestContext.Current.CancellationToken);
}
