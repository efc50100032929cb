using Microsoft.Extensions.DependencyInjection;

namespace LambdaSim.Tests.DependencyInjection;

/// <summary>Providers with a simulation, and services that note what becomes of them.</summary>
internal static class Services
{
    public static ServiceProvider Build(Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection();
        configure(services);
        return services.BuildServiceProvider();
    }

    public static Simulation Simulation(this IServiceProvider provider) => provider.GetRequiredService<Simulation>();
}

/// <summary>What services note, in order. Registered as an instance: the same in every environment.</summary>
internal sealed class Notebook
{
    private int _count;

    public List<string> Lines { get; } = [];

    public int Next() => ++_count;
}

/// <summary>A service that notes when it is made and disposed.</summary>
internal class Noted : IDisposable
{
    private readonly Notebook _notebook;

    public Noted(Notebook notebook)
    {
        _notebook = notebook;
        Number = notebook.Next();
        notebook.Lines.Add($"{GetType().Name} {Number}");
    }

    public int Number { get; }

    public void Dispose() => _notebook.Lines.Add($"{GetType().Name} {Number} disposed");
}

internal sealed class Cache(Notebook notebook) : Noted(notebook);

internal sealed class Order(Notebook notebook) : Noted(notebook);

internal sealed class AsyncOrder(Notebook notebook, TimeProvider time) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(70), time);
        notebook.Lines.Add("AsyncOrder disposed");
    }
}
