using Microsoft.AspNetCore.Hosting.Server;
using WebApi;

// A minimal API behind Lambda hosting: events of API Gateway instead of a socket.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Orders>();
builder.Services.AddSingleton<IServer, LambdaServer>();

var app = builder.Build();
app.MapGet("/orders/{id}", async (string id, Orders orders, ILogger<Orders> logger) =>
{
    await Task.Delay(150);
    logger.LogInformation("order {Id}", id);
    return orders.Find(id) is { } order ? Results.Ok(order) : Results.NotFound(new { id });
});
app.MapPost("/orders", (Order order, Orders orders) => Results.Created($"/orders/{order.Id}", orders.Add(order)));
app.MapGet("/fails", string () => throw new InvalidOperationException("no table"));
app.Run();

public sealed record Order(string Id, int Amount, DateTimeOffset? At = null, Guid? Ticket = null);

public sealed class Orders(TimeProvider time)
{
    private readonly Dictionary<string, Order> _orders = [];

    public Order Add(Order order) => _orders[order.Id] = order with { At = time.GetUtcNow(), Ticket = Guid.NewGuid() };

    public Order? Find(string id) => _orders.GetValueOrDefault(id);
}
