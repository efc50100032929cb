using NodaTime;

namespace LambdaSim.Neighbours.Queues;

/// <summary>Those who share a standard queue, by the group ids of their messages (rule SQS-FAIR).</summary>
internal sealed class Tenant
{
    public ReadyMessages Ready { get; } = new();

    public int InFlight { get; set; }

    /// <summary>Messages that can be had, are delayed or in flight.</summary>
    public int Count { get; set; }

    public Instant LastSent { get; set; }

    /// <summary>Place of the message by which it stands in line; 0: it stands in none.</summary>
    public long InLine { get; set; }

    public bool IsNoisy { get; set; }
}

/// <summary>
/// The order among the tenants of a standard queue: quiet ones by the place of their first message, then noisy ones, who has least in flight first. A tenant is noisy with at least 30
/// messages and more than a tenth of all in flight, until nothing of it can be had or it has sent nothing for five minutes.
/// </summary>
internal sealed class FairTenants
{
    private const int LeastOfNoisy = 30;
    private const int ShareOfNoisy = 10;

    private static readonly Duration _silence = Duration.FromMinutes(5);

    private readonly Dictionary<string, Tenant> _tenants = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Tenant, long> _quiet = new();
    private readonly List<Tenant> _noisy = [];

    public Tenant this[string group]
    {
        get
        {
            if (!_tenants.TryGetValue(group, out var tenant))
            {
                _tenants.Add(group, tenant = new Tenant());
            }

            return tenant;
        }
    }

    /// <summary>A message of a tenant can be had.</summary>
    public void Add(StoredMessage message)
    {
        var tenant = (Tenant)message.Lane!;
        tenant.Ready.Add(message);
        StandInLine(tenant);
    }

    /// <summary>Nothing of a tenant is left.</summary>
    public void Forget(string group) => _tenants.Remove(group);

    /// <summary>Whose message comes next; null: there is none.</summary>
    /// <param name="now">The present.</param>
    /// <param name="inFlight">Messages of the whole queue in flight.</param>
    /// <param name="isQuiet">Whether it is a quiet one's.</param>
    public Tenant? Next(Instant now, int inFlight, out bool isQuiet)
    {
        for (var i = _noisy.Count - 1; i >= 0; i--)
        {
            var tenant = _noisy[i];
            if (tenant.Ready.First is null || tenant.LastSent + _silence <= now)
            {
                tenant.IsNoisy = false;
                _noisy.RemoveAt(i);
                StandInLine(tenant);
            }
        }

        while (_quiet.TryPeek(out var tenant, out var place))
        {
            var first = tenant.Ready.First;
            if (first is null || tenant.IsNoisy || tenant.InLine != place || first.Place != place)
            {
                _quiet.Dequeue();
                if (tenant.InLine == place)
                {
                    tenant.InLine = 0;
                    StandInLine(tenant);
                }
            }
            else if (tenant.InFlight >= LeastOfNoisy && tenant.InFlight * ShareOfNoisy > inFlight)
            {
                _quiet.Dequeue();
                (tenant.InLine, tenant.IsNoisy) = (0, true);
                _noisy.Add(tenant);
            }
            else
            {
                isQuiet = true;
                return tenant;
            }
        }

        isQuiet = false;
        return _noisy.MinBy(static t => (t.InFlight, t.Ready.First!.Place));
    }

    /// <summary>Takes away the first message of a tenant.</summary>
    public void Drop(Tenant tenant)
    {
        tenant.Ready.Drop();
        StandInLine(tenant);
    }

    private void StandInLine(Tenant tenant)
    {
        if (!tenant.IsNoisy && tenant.Ready.First is { } first && tenant.InLine != first.Place)
        {
            tenant.InLine = first.Place;
            _quiet.Enqueue(tenant, first.Place);
        }
    }
}
