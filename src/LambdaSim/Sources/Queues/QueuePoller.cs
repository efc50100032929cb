using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Sources.Queues;

/// <summary>
/// Polls a queue for one mapping: gathers batches, lets filters decide, and has as many batches under way as its scale allows. It waits as a long poll does: the
/// queue tells it when there may be messages, so that an empty queue costs nothing and keeps no run alive (rule ESM-POLL).
/// </summary>
internal sealed partial class QueuePoller : IPoller
{
    // What one ReceiveMessage gives at most.
    private const int PerReceive = 10;

    // What a receive hides messages for beyond window and timeout, where the queue's own visibility timeout is shorter than both (rule ESM-VISIBILITY).
    private static readonly Duration _beyond = Duration.FromSeconds(30);

    private readonly INeighbourHost _host;
    private readonly ResourceDirectory _directory;
    private readonly Queue _queue;
    private readonly Mapping _mapping;
    private readonly PollingConfig _config;
    private readonly BatchNumbers _numbers;
    private readonly SqsEvent _event;
    private readonly PollerScale _scale;
    private readonly Queue<PolledMessage> _received = new();
    private readonly SortedDictionary<int, MessageBatch> _sent = [];
    private MessageBatch? _gathering;
    private MappingSettings _settings;
    private MessageFilter _filter;
    private IDisposable? _pump;
    private IDisposable? _windowEnd;
    private IDisposable? _minute;
    private Instant _windowBegan;
    private bool _isPolling;

    // The version that the last batch went to: what comes back to the queue from there goes in a circle.
    private int _function = SimEvent.None;

    /// <param name="mapping">Whose poller it is.</param>
    /// <param name="queue">What it polls.</param>
    /// <param name="world">The world it stands in.</param>
    public QueuePoller(Mapping mapping, Queue queue, PollerWorld world)
    {
        (_mapping, _queue, _settings) = (mapping, queue, mapping.Settings);
        (_host, _directory, _config, _numbers) = (world.Host, world.Directory, world.Config, world.Numbers);
        _event = new SqsEvent(queue);
        _filter = MessageFilter.Of(_settings.Patterns);
        _scale = new PollerScale(world.Scaling, queue.IsFifo, _host.Now);
        _windowBegan = _host.Now;
    }

    public void Start(MappingSettings settings)
    {
        _settings = settings;
        _filter = MessageFilter.Of(settings.Patterns);
        _scale.Use(settings);
        if (!_isPolling)
        {
            _isPolling = true;
            _windowBegan = _host.Now;
            _queue.Watch(Wake);
        }

        Wake();
    }

    // What was received and not sent goes back when it is visible again.
    public void Stop()
    {
        if (!_isPolling)
        {
            return;
        }

        _isPolling = false;
        _queue.Unwatch(Wake);
        _gathering = null;
        _received.Clear();
        foreach (var alarm in new[] { _pump, _windowEnd, _minute })
        {
            alarm?.Dispose();
        }

        _pump = _windowEnd = _minute = null;
    }

    // Messages stay where they are.
    public void Leave() => Stop();

    public void End()
    {
        Stop();
        foreach (var batch in _sent.Values)
        {
            RecordEnd(batch, BatchEnd.RunEnded, 0);
        }
    }

    // Once an instant, whatever has happened at it.
    public void Wake()
    {
        if (_isPolling)
        {
            _pump ??= _host.After(Duration.Zero, Pump);
        }
    }

    private void Pump()
    {
        _pump = null;
        if (_queue.IsDeleted || IsPaused())
        {
            return;
        }

        var hasMessages = _received.Count > 0 || _gathering is not null || _queue.HasReady;
        _scale.See(hasMessages, _host.Now);
        if (!hasMessages)
        {
            return;
        }

        while (_mapping.UnderWay < _scale.Limit && Gather())
        {
        }

        if (_mapping.UnderWay >= _scale.Limit && _scale.CanGrow && _minute is null && (_received.Count > 0 || _queue.HasReady))
        {
            _minute = _host.After(_scale.NextMinute(_host.Now) - _host.Now, MinuteEnds);
        }

        _scale.See(_received.Count > 0 || _gathering is not null || _queue.HasReady, _host.Now);
    }

    // Whether a batch was sent: there may be messages for another.
    private bool Gather()
    {
        var batch = _gathering ??= new MessageBatch(_settings);
        var fits = Fill(batch);
        if (batch.Messages.Count == 0)
        {
            _gathering = null;
            return false;
        }

        if (fits && !batch.IsFull && !batch.IsDue && batch.Settings.Window > Duration.Zero)
        {
            _windowEnd ??= _host.After(WindowLeft(batch.Settings), WindowEnds);
            return false;
        }

        _gathering = null;
        _windowEnd?.Dispose();
        _windowEnd = null;
        Send(batch);
        return true;
    }

    // Whether more would fit into it.
    private bool Fill(MessageBatch batch)
    {
        while (!batch.IsFull)
        {
            if (_received.Count == 0 && !Receive(batch))
            {
                return true;
            }

            var next = _received.Peek();
            if (!batch.Fits(next))
            {
                return false;
            }

            _received.Dequeue();
            batch.Add(next);
        }

        return true;
    }

    // What filters let not pass is deleted at once (rule ESM-FILTERED).
    private bool Receive(MessageBatch batch)
    {
        var hasWindow = batch.Settings.Window > Duration.Zero;

        // Without a window one receive makes a batch.
        while ((hasWindow || batch.Messages.Count == 0)
            && _queue.Poll(Math.Min(PerReceive, batch.Settings.BatchSize - batch.Messages.Count), Visibility()) is { Count: > 0 } messages)
        {
            _mapping.Counts.Polled += messages.Count;
            _queue.Took(Wake);
            foreach (var message in messages)
            {
                if (_filter.Passes(_event, message))
                {
                    _received.Enqueue(new PolledMessage(message, message.Receipt, _event.SizeOf(message, hasWindow)));
                }
                else if (_queue.End(message, message.Receipt, MessageFate.Filtered))
                {
                    _mapping.Counts.FilteredOut++;
                }
            }

            if (_received.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    // A window and the function's run must fit into the time for which messages are hidden (rule ESM-VISIBILITY).
    private Duration Visibility()
    {
        var own = _queue.Settings.Visibility;
        if (_settings.Window == Duration.Zero || _settings.FunctionTimeout() is not { } timeout)
        {
            return own;
        }

        var needed = _settings.Window + timeout;
        return needed > own ? needed + _beyond : own;
    }

    private Duration WindowLeft(MappingSettings settings)
    {
        var window = settings.Window;
        if (_config.WindowStart == WindowStart.PreviousBatch)
        {
            var begun = _windowBegan + (window * (long)Math.Floor((_host.Now - _windowBegan) / window));
            return begun + window - _host.Now;
        }

        return Duration.Max(window, _config.LowTrafficWait.ToDuration());
    }

    private void WindowEnds()
    {
        _windowEnd = null;
        if (_gathering is { } batch)
        {
            batch.IsDue = true;
            Pump();
        }
    }

    private void MinuteEnds()
    {
        _minute = null;
        if (_received.Count > 0 || _queue.HasReady)
        {
            _scale.Grow();
            Pump();
        }
    }
}
