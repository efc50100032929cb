using LambdaSim.Neighbours.Handover;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.LogGroups;

/// <summary>CloudWatch Logs of one simulation: of each account and region.</summary>
internal sealed class LogBook(Courier courier) : IResourceBook
{
    private readonly SortedDictionary<string, LogService> _services = new(StringComparer.Ordinal);
    private LogDeliveries? _deliveries;

    public INeighbourHost Host => courier.Host;

    /// <summary>Begins to hear what functions log; null: nobody logs in this world.</summary>
    public Func<LogDeliveries, Action>? Tap { get; set; }

    public LogService At(string account, string region)
    {
        var key = $"{account}/{region}";
        if (!_services.TryGetValue(key, out var service))
        {
            _services.Add(key, service = new LogService(account, region, this));
        }

        return service;
    }

    public IResource? Find(Arn arn) => _services.GetValueOrDefault($"{arn.Account}/{arn.Region}")?.Find(arn);

    /// <summary>Null: nobody has asked for one of this account and region.</summary>
    public LogService? Find(string account, string region) => _services.GetValueOrDefault($"{account}/{region}");

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

    /// <summary>What was asked for and is not acted on.</summary>
    public IEnumerable<string> Notes =>
        from service in _services.Values
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
}
