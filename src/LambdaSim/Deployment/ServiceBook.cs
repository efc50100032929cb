using LambdaSim.Functions;
using NodaTime;

namespace LambdaSim.Deployment;

/// <summary>The Lambda of each account and region of one simulation, and the world they stand in.</summary>
internal sealed partial class ServiceBook(Simulation simulation) : IServiceHost
{
    private readonly SortedDictionary<string, LambdaService> _services = new(StringComparer.Ordinal);
    private readonly Queue<Action> _dueNow = new();

    public Instant Now => simulation.Now;

    public ulong Seed => simulation.Seed;

    public LambdaService At(string account, string region)
    {
        SimulationOptionsFaults.RequireAddress(account, region);
        var key = $"{account}/{region}";
        if (!_services.TryGetValue(key, out var service))
        {
            var address = new ServiceAddress(account, region);
            _services.Add(key, service = new LambdaService(new ControlPlane(address, this) { ConcurrencyLimit = simulation.Options.World.Account.ConcurrencyLimit }, this));
        }

        return service;
    }

    public void After(Duration delay, Action transition) => _dueNow.Enqueue(transition);

    public bool Exists(string arn) => simulation.QueueBook.Find(arn) is not null;

    public void Enter(string operation)
    {
        while (_dueNow.TryDequeue(out var transition))
        {
            transition();
        }
    }
}
