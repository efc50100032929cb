using System.Text.Json;
using Amazon.Lambda.RuntimeSupport;

// An executable assembly: its Main is the process. MODE makes it fail in its several ways.
var mode = Environment.GetEnvironmentVariable("MODE");
await Task.Delay(300);
switch (mode)
{
    case "returns":
        return 0;
    case "exits":
        return 3;
    case "throws":
        throw new InvalidOperationException("no table");
    case "never asks":
        await Task.Delay(Timeout.Infinite);
        break;
}

var loaded = DateTime.UtcNow;
var calls = 0;
var ticks = 0;
if (mode == "ticks")
{
    _ = Task.Run(async () =>
    {
        while (true)
        {
            await Task.Delay(100);
            ticks++;
        }
    });
}

using var bootstrap = LambdaBootstrapBuilder.Create<Order, object>(Handle, JsonSerializerOptions.Web)
    .UseBootstrapInitializer(() => mode == "init error" ? throw new InvalidOperationException("no table") : Task.FromResult(true))
    .Build();
await bootstrap.RunAsync();
return 0;

async Task<object> Handle(Order order, LambdaCall call)
{
    if (order.Fails)
    {
        throw new ArgumentException("no such order");
    }

    if (order.Exits)
    {
        Environment.Exit(5);
    }

    var remaining = call.RemainingTime.TotalMilliseconds;
    await Task.Delay(250);
    return new { order.Id, calls = ++calls, at = DateTime.UtcNow, loaded, remaining, call.AwsRequestId, ticks, ticket = Guid.NewGuid(), trace = Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID") };
}

internal sealed record Order(string Id, bool Fails = false, bool Exits = false);
