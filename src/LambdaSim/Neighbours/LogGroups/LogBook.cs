using LambdaSim.Neighbours.Handover;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.LogGroups;

/// <summary>CloudWatch Logs of one simulation: of each account and region.</summary>
internal sealed class LogBook(Courier courier) : RegionalBook<LogService>
{
    private LogDeliveries? _deliveries;

    public INeighbourHost Host => courier.Host;

    /// <summary>Begins to hear what functions log; null: nobody logs in this world.</summary>
    public Func<LogDeliveries, Action>? Tap { get; set; }

    public override IResource? Find(Arn arn) => Existing(arn)?.Find(arn);

    /// <summary>From now on what functions log goes to subscriptions.</summary>
    public void Listen()
    {
        if (_deliveries is null && Tap is { } tap)
        {
            _deliveries = new LogDeliveries(this, courier);
            _deliveries.Catch = tap(_deliveries);
        }
    }

    /// <summary>A call has ended: it may have logged.</summary>
    public void CallEnded() => _deliveries?.CallEnded();

    public override IEnumerable<string> Notes =>
        from service in Services
        from @group in service.Groups
        from note in NotesOf(@group)
        select note;

    private static IEnumerable<string> NotesOf(LogGroup @group)
    {
        if (@group.KmsKeyId is not null)
        {
            yield return $"key of log group {@group.Name}: nothing is encrypted";
        }

        if (@group.Retention is not null)
        {
            yield return $"retention of log group {@group.Name}: lines are kept as long as the run";
        }

        foreach (var filter in @group.Subscriptions.Values.Where(static f => !(Arn.TryParse(f.DestinationArn, out var arn) && arn.Service == Arn.Lambda)))
        {
            yield return $"subscription {filter.Name} of log group {@group.Name}: lines go to functions only, not to {filter.DestinationArn}";
        }
    }

    protected override LogService Make(string account, string region) => new(account, region, this);
}
