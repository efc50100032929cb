using LambdaSim.Neighbours.Handover;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>EventBridge Scheduler of one simulation: of each account and region.</summary>
/// <param name="courier">Hands over what is fired.</param>
/// <param name="precision">How long after its time a schedule without a flexible window may fire (rule SCH-PRECISION).</param>
internal sealed class ScheduleBook(Courier courier, Duration precision) : IResourceBook
{
    private readonly SortedDictionary<string, SchedulerService> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _firings = new(StringComparer.Ordinal);

    public INeighbourHost Host => courier.Host;

    public Courier Courier => courier;

    public Duration Precision => precision;

    public SchedulerService At(string account, string region)
    {
        var key = $"{account}/{region}";
        if (!_services.TryGetValue(key, out var service))
        {
            _services.Add(key, service = new SchedulerService(account, region, this));
        }

        return service;
    }

    /// <summary>Number of a schedule's next firing: one that is created anew under its name goes on, so that no draw comes twice.</summary>
    public int NextFiring(string arn) => _firings[arn] = _firings.GetValueOrDefault(arn) + 1;

    public IResource? Find(Arn arn) => _services.GetValueOrDefault($"{arn.Account}/{arn.Region}")?.Find(arn);

    /// <summary>The schedules of all accounts and regions.</summary>
    public IEnumerable<Schedule> All => _services.Values.SelectMany(static s => s.Schedules);

    /// <summary>What was asked for and is not acted on.</summary>
    public IEnumerable<string> Notes => All.SelectMany(static s => s.Notes);
}
