using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Mediating;

public class Ship : IRequest<string>
{
    public string Order { get; set; } = "";
}

public class Shipper(TimeProvider time) : IRequestHandler<Ship, string>
{
    public async Task<string> Handle(Ship request, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        await Task.Delay(TimeSpan.FromSeconds(2), time, cancellationToken);
        return $"{request.Order} shipped at {DateTime.UtcNow:HH:mm:ss}, after {(time.GetUtcNow() - began).TotalSeconds} s";
    }
}

// A container, a mediator, services with the clock injected.
public class Function
{
    private readonly ServiceProvider _services;

    public Function()
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ServiceFactory>(p => p.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        services.AddTransient<IRequestHandler<Ship, string>, Shipper>();
        _services = services.BuildServiceProvider();
    }

    public async Task<string> Handle(string order)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new Ship { Order = order });
    }
}
