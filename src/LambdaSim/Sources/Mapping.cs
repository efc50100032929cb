using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours;
using LambdaSim.Resources;

namespace LambdaSim.Sources;

/// <summary>One event source mapping at work (rule ESM-STATES): its state over time, its poller, its records.</summary>
/// <param name="host">The world it stands in.</param>
/// <param name="settings">As it was made.</param>
/// <param name="config">How pollers behave where AWS publishes nothing.</param>
internal sealed class Mapping(INeighbourHost host, MappingSettings settings, PollingConfig config)
{
    private int _index = SimEvent.None;
    private IPoller? _poller;
    private IDisposable? _start;

    // Those of sources that are no more: what they sent is still under way.
    private readonly List<IPoller> _replaced = [];
    private bool _polls;

    /// <summary>What is set, also what does not hold before the mapping is enabled again.</summary>
    public MappingSettings Settings { get; private set; } = settings;

    public MappingState State { get; private set; } = MappingState.None;

    public MappingCounts Counts { get; } = new();

    /// <summary>Makes the poller of its kind of source; null: that kind is not polled.</summary>
    public required Func<Mapping, IPoller?> Poller { get; init; }

    /// <summary>The control plane has changed it.</summary>
    public void Enter(MappingState state, MappingSettings settings)
    {
        if (Settings.FunctionArn != settings.FunctionArn || !Settings.Changed.SequenceEqual(settings.Changed))
        {
            _index = SimEvent.None;
        }

        Settings = settings;

        if (State != state)
        {
            State = state;
            Record(EventKind.MappingChanged, (byte)state, 0, Sender.Client);
        }

        switch (state)
        {
            case MappingState.Enabled:
                StartLater();
                break;
            // Until a change is done the poller goes on as it was.
            case MappingState.Updating:
                break;
            case MappingState.Deleted:
                Stop();
                _poller?.Leave();
                break;
            default:
                Stop();
                break;
        }
    }

    /// <summary>Batches of all its pollers that have no end yet.</summary>
    public int UnderWay { get; private set; }

    /// <summary>Its source is another one of the same ARN.</summary>
    public void Renew()
    {
        if (_poller is { } replaced)
        {
            replaced.Stop();
            _replaced.Add(replaced);
            _poller = null;
        }

        if (_polls)
        {
            Start();
        }
    }

    /// <summary>A batch is sent.</summary>
    public void Begun()
    {
        Counts.Batches++;
        Counts.MostAtOnce = Math.Max(Counts.MostAtOnce, ++UnderWay);
    }

    /// <summary>A batch has its end.</summary>
    public void Over()
    {
        UnderWay--;
        _poller?.Wake();
    }

    public void End()
    {
        _start?.Dispose();
        foreach (var poller in _replaced)
        {
            poller.End();
        }

        _poller?.End();
    }

    /// <summary>Records something about it at the present instant (rule ESM-LOGGED).</summary>
    public void Record(EventKind kind, byte cause, long value, Sender by)
    {
        if (host.Log is { } log)
        {
            if (_index == SimEvent.None)
            {
                _index = log.Announce(ResourceKind.Mapping, Name, Settings.Arn, Settings.Changed);
            }

            log.Record(kind, cause, by, _index, value);
        }
    }

    /// <summary>Source and function, for messages.</summary>
    public string Name => $"{NameOf(Settings.SourceArn)} to {Arn.Parse(Settings.FunctionArn) switch { { FunctionName: { } f, Qualifier: { } q } => $"{f}:{q}", var arn => arn.FunctionName }}";

    // The first time it is enabled polling starts a little later, as with AWS (rule ESM-START).
    private void StartLater()
    {
        _start?.Dispose();
        _start = null;
        if (_poller is not null || config.StartDelay == NodaTime.Duration.Zero)
        {
            Start();
        }
        else
        {
            _start = host.After(config.StartDelay.ToDuration(), Start);
        }
    }

    private void Start()
    {
        _start = null;
        _polls = true;
        _poller ??= Poller(this);
        _poller?.Start(Settings);
    }

    private void Stop()
    {
        _start?.Dispose();
        _start = null;
        _polls = false;
        _poller?.Stop();
    }

    private static string NameOf(string arn) => Arn.TryParse(arn, out var source) ? source.Resource : arn;
}
