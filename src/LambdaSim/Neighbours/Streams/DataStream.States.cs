using NodaTime;

namespace LambdaSim.Neighbours.Streams;

// States that pass with virtual time (rule KIN-STATES).
public sealed partial class DataStream
{
    private const string Creating = "CREATING", Active = "ACTIVE", Updating = "UPDATING", Deleting = "DELETING";

    private string _status = Creating;
    private (Instant Until, Action<Instant> End)? _passing;

    /// <summary>It can be written and read.</summary>
    internal bool IsMade => Status != Creating;

    internal bool IsDeleted { get; private set; }

    internal bool IsDue => _passing is { Until: var until } && Now >= until;

    /// <summary>Does what was to be done by now.</summary>
    internal void CatchUp()
    {
        while (_passing is var (until, end) && Now >= until)
        {
            _passing = null;
            end(until);
        }
    }

    internal void Open(int shards) => Pass(Creating, at => Make(shards, at));

    internal void OpenNow(int shards) => Make(shards, Now);

    internal void Delete(bool enforcesConsumers)
    {
        CatchUp();
        if (_status == Updating)
        {
            throw StreamException.NotActive(this);
        }

        if (_status == Deleting)
        {
            return;
        }

        if (Consumers.Count > 0 && !enforcesConsumers)
        {
            throw StreamException.InUseFor(Configuration.Text.Invariant($"Stream {Name} under account {Account} has registered consumers: {Consumers.Count}. Deregister them, or set EnforceConsumerDeletion."));
        }

        Pass(Deleting, _ =>
        {
            IsDeleted = true;
            Service.Remove(this);
            Forget();
        });
    }

    internal void RequireActive()
    {
        if (Status != Active)
        {
            throw StreamException.NotActive(this);
        }
    }

    // An update, after which it is active again.
    private void Update(Action<Instant> end) => Pass(Updating, at =>
    {
        _status = Active;
        end(at);
    });

    private void Pass(string status, Action<Instant> end)
    {
        _status = status;
        var dwell = Service.Book.Dwell;
        if (dwell == Duration.Zero)
        {
            _passing = null;
            end(Now);
            return;
        }

        _passing = (Now + dwell, end);

        // Whoever waits for a shard is told in time.
        Service.Book.Host.Later(dwell, CatchUp, keepsAlive: true);
    }
}
