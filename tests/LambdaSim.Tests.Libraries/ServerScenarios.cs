using Grpc.Core;
using Grpc.Net.Client;
using LambdaSim.Tests.Libraries.Greet;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaSim.Tests.Libraries;

/// <summary>ASP.NET in process: each server is built outside any verb, has run no request, and answers to a handler.</summary>
internal static class ServerScenarios
{
    public static IReadOnlyList<LibraryScenario> All { get; } =
    [
        new("gRPC on TestServer: a call", static s =>
        {
            using var app = Grpc(s);
            var client = ClientOf(app);
            s.Overlap(async c => c.Log((await client.SayAsync(new() { Name = "a" })).Text));
        }),

        new("gRPC on TestServer: a stream in virtual time", static s =>
        {
            using var app = Grpc(s);
            var client = ClientOf(app);
            s.Overlap(async c =>
            {
                using var call = client.Count(new() { Name = "b" });
                await foreach (var reply in call.ResponseStream.ReadAllAsync())
                {
                    c.Log(reply.Text);
                }
            });
        }),

        new("minimal API on TestServer: an endpoint that waits in virtual time", static s =>
        {
            using var app = Application(s, static app => app.MapGet("/slow", static async (TimeProvider time) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(30), time);
                return "slow";
            }));
            using var client = app.GetTestClient();
            s.Overlap(async c => c.Log(await (await client.GetAsync(new Uri("/slow", UriKind.Relative), c.CancellationToken)).Content.ReadAsStringAsync(c.CancellationToken)));
        }),

        new("minimal API on TestServer: a body of 1 MB, there and back", static s =>
        {
            using var app = Application(s, static app => app.MapPost("/echo", static (Stream body) => Results.Stream(body)));
            using var client = app.GetTestClient();
            s.Overlap(async c =>
            {
                using var content = new ByteArrayContent(new byte[1 << 20]);
                using var answer = await client.PostAsync(new Uri("/echo", UriKind.Relative), content);
                c.Log((await answer.Content.ReadAsByteArrayAsync()).Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }, 2);
        }),
    ];

    private static Greeter.GreeterClient ClientOf(WebApplication app) =>
        new(GrpcChannel.ForAddress("http://localhost", new() { HttpHandler = app.GetTestServer().CreateHandler() }));

    private static Running Grpc(Simulation simulation) => Application(simulation, static app => app.MapGrpcService<GreeterService>(), static services => services.AddGrpc());

    private static Running Application(Simulation simulation, Action<WebApplication> map, Action<IServiceCollection>? add = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(simulation.Time);
        add?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseRouting();
        map(app);
        app.StartAsync().GetAwaiter().GetResult();
        return new(app);
    }

    private sealed class GreeterService(TimeProvider time) : Greeter.GreeterBase
    {
        public override Task<Reply> Say(Hello request, ServerCallContext context) => Task.FromResult(new Reply { Text = $"hi {request.Name}" });

        public override async Task Count(Hello request, IServerStreamWriter<Reply> responseStream, ServerCallContext context)
        {
            for (var i = 0; i < 3; i++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), time, context.CancellationToken);
                await responseStream.WriteAsync(new Reply { Text = $"{request.Name} {i}" });
            }
        }
    }

    /// <summary>Stops when the scenario is over.</summary>
    private sealed class Running(WebApplication app) : IDisposable
    {
        public static implicit operator WebApplication(Running running) => running.App;

        public WebApplication App => app;

        public HttpClient GetTestClient() => app.GetTestClient();

        public void Dispose() => app.DisposeAsync().AsTask().Wait();
    }
}
