using LambdaSim.Configuration;
using LambdaSim.Randomness;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Queues;

/// <summary>SQS of one account in one region.</summary>
internal sealed class QueueService(string account, string region, QueueBook book)
{
    private static readonly Duration _namePause = Duration.FromSeconds(60);

    private readonly SortedDictionary<string, Queue> _queues = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Instant> _deletedAt = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _notes = new(StringComparer.Ordinal);
    private readonly ulong _idStream = Draw.Stream(book.Host.Seed, Purpose.MessageId, StableHash.Of($"{account}/{region}"));
    private ulong _ids;
    private int _created;

    public string Account { get; } = account;

    public string Region { get; } = region;

    /// <summary>The queues, in ordinal order of their names.</summary>
    public IReadOnlyCollection<Queue> Queues => _queues.Values;

    /// <summary>What was asked for and is not acted on.</summary>
    public IReadOnlyCollection<string> Notes => _notes;

    /// <summary>Whether a name is free only a minute after its queue's end, and a queue can be purged once a minute (rules SQS-DELETED-RECENTLY, SQS-PURGE).</summary>
    public bool EnforcesPauses { get; set; } = true;

    /// <summary>Tasks that move messages back from dead-letter queues.</summary>
    public MoveTasks MoveTasks => field ??= new MoveTasks(this);

    internal INeighbourHost Host { get; } = book.Host;

    internal INeighbourLog? Log => book.Log;

    /// <summary>Adds a queue that nobody has asked for over the API.</summary>
    /// <exception cref="ResourceConflictException">There is one of this name.</exception>
    public Queue Add(string name, IReadOnlyDictionary<string, string>? attributes = null)
    {
        Queue.RequireName(name);
        return _queues.ContainsKey(name) ? throw new ResourceConflictException($"Queue already exists: {name}")
            : Put(name, QueueSettings.Defaults(Host.MaxMessageBytes).With(Typed(name, attributes), isCreation: true));
    }

    private static IReadOnlyDictionary<string, string> Typed(string name, IReadOnlyDictionary<string, string>? attributes) =>
        attributes ?? (QueueConfig.IsFifo(name) ? new SortedDictionary<string, string>(StringComparer.Ordinal) { ["FifoQueue"] = "true" } : []);

    /// <summary>CreateQueue (rule SQS-CREATE): the same queue again if nothing about it is another.</summary>
    public Queue Create(string? name, IReadOnlyDictionary<string, string> attributes, IReadOnlyDictionary<string, string> tags)
    {
        var settings = QueueSettings.Defaults(Host.MaxMessageBytes).With(attributes, isCreation: true);
        Queue.CheckName(name, settings.IsFifo);
        QueueTags.Check(tags, []);
        if (_queues.TryGetValue(name!, out var existing))
        {
            return existing.Settings.FirstDifference(settings, attributes.Keys) is { } attribute ? throw QueueServiceException.QueueNameExists(attribute) : existing;
        }

        if (EnforcesPauses && _deletedAt.TryGetValue(name!, out var deleted) && Host.Now < deleted + _namePause)
        {
            throw QueueServiceException.QueueDeletedRecently();
        }

        CheckRedrive(null, ArnOf(name!).ToString(), settings);
        NoteSettings(name!, attributes.Keys);
        var queue = Put(name!, settings);
        QueueTags.Add(queue, tags);
        return queue;
    }

    /// <exception cref="QueueServiceException">There is none of this name.</exception>
    public Queue Get(string name) => _queues.GetValueOrDefault(name) ?? throw QueueServiceException.QueueDoesNotExist();

    public void Delete(string name)
    {
        var queue = Get(name);
        _queues.Remove(name);
        _deletedAt[name] = Host.Now;
        queue.Close();
        MoveTasks.Lose(queue);
    }

    public Arn ArnOf(string name) => Arn.OfQueue(Region, Account, name);

    /// <summary>A queue of this account and region by its ARN.</summary>
    internal Queue? Find(RedrivePolicy redrive) => redrive.TargetArn is { } arn ? Find(arn) : null;

    internal Queue? Find(Arn arn) => ArnOf(arn.Resource) == arn ? _queues.GetValueOrDefault(arn.Resource) : null;

    internal (ulong Stream, ulong Ordinal) NextMessageId() => (_idStream, _ids++);

    internal int NextMessage() => book.NextMessage();

    internal void Note(string what) => _notes.Add(what);

    internal void NoteSettings(string queue, IEnumerable<string> names)
    {
        foreach (var note in names.Select(QueueSettings.Note).OfType<string>())
        {
            Note($"queue {queue}: {note}");
        }
    }

    /// <summary>Whether a queue may give messages up to where it wants to (rule SQS-REDRIVE).</summary>
    internal void CheckRedrive(Queue? queue, string arn, QueueSettings settings)
    {
        if (settings.Redrive is not { } redrive || redrive == queue?.Settings.Redrive)
        {
            return;
        }

        var reason = Find(redrive) is not { } target ? "Dead letter target does not exist."
            : target.IsFifo != settings.IsFifo ? "Dead-letter target must be same type of queue as the source."
            : !target.Settings.RedriveAllow.Allows(arn) ? "Dead letter target does not allow this queue as a source (RedriveAllowPolicy)."
            : null;
        if (reason is not null)
        {
            throw QueueServiceException.InvalidParameter("RedrivePolicy", settings.Values["RedrivePolicy"], reason);
        }
    }

    private Queue Put(string name, QueueSettings settings)
    {
        var queue = new Queue(name, this, settings, ++_created);
        _queues.Add(name, queue);
        book.Made?.Invoke(queue);
        return queue;
    }
}
