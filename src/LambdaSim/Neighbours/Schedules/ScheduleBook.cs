using LambdaSim.Neighbours.Handover;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Schedules;

/// <summary>EventBridge Scheduler of one simulation: of each account and region.</summary>
/// <param name="courier">Hands over what is fired.</param>
/// <param name="precision">How long after its time a schedule without a flexible window may fire (rule SCH-PRECISION).</param>
internal sealed class ScheduleBook(Courier courier, Duration precision) : RegionalBook<SchedulerService>
{
    private readonly Dictionary<string, int> _firings = new(StringComparer.Ordinal);

    public INeighbourHost Host => courier.Host;

    public Courier Courier => courier;

    public Duration Precision => precision;

    /// <summary>Number of a schedule's next firing: one that is created anew under its name goes on, so that no draw comes twice.</summary>
    public int NextFiring(string arn) => _firings[arn] = _firings.GetValueOrDefault(arn) + 1;

    public override IResource? Find(Arn arn) => Existing(arn)?.Find(arn);

    /// <summary>The schedules of all accounts and regions.</summary>
    public IEnumerable<Schedule> All => Services.SelectMany(static s => s.Schedules);

    public override IEnumerable<string> Notes => All.SelectMany(static s => s.Notes);

    protected override SchedulerService Make(string account, string region) => new(account, region, this);
}
