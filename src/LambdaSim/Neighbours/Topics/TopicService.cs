using System.Text;
using LambdaSim.Randomness;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Topics;

/// <summary>SNS of one account in one region.</summary>
internal sealed class TopicService(string account, string region, TopicBook book)
{
    public const string FifoSuffix = ".fifo";

    private const int MaxName = 256, MostTopics = 100_000, MostFifoTopics = 1_000, TokenLetters = 288;

    private readonly SortedDictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _notes = new(StringComparer.Ordinal);
    private readonly ulong _messageIds = Draw.Stream(book.Host.Seed, Purpose.NotificationId, StableHash.Of($"{account}/{region}"));
    private readonly ulong _subscriptionIds = Draw.Stream(book.Host.Seed, Purpose.SubscriptionId, StableHash.Of($"{account}/{region}"));
    private ulong _messages;
    private ulong _subscriptions;

    public string Account => account;

    public string Region => region;

    public TopicBook Book => book;

    /// <summary>The topics, in ordinal order of their names.</summary>
    public IReadOnlyCollection<Topic> Topics => _topics.Values;

    /// <summary>All subscriptions, by topic, in order of subscribing.</summary>
    public IEnumerable<Subscription> Subscriptions => _topics.Values.SelectMany(static t => t.Subscriptions);

    /// <summary>What was asked for and is not acted on.</summary>
    public IReadOnlyCollection<string> Notes => _notes;

    /// <summary>Adds a topic that nobody has asked for over the API.</summary>
    /// <exception cref="ResourceConflictException">There is one of this name.</exception>
    public Topic Add(string name, bool deduplicatesByContent)
    {
        if (_topics.ContainsKey(name))
        {
            throw new ResourceConflictException($"Topic already exists: {name}");
        }

        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (name.EndsWith(FifoSuffix, StringComparison.Ordinal))
        {
            attributes["FifoTopic"] = "true";
        }

        if (deduplicatesByContent)
        {
            attributes["ContentBasedDeduplication"] = "true";
        }

        return Create(name, attributes, new Dictionary<string, string>());
    }

    /// <summary>CreateTopic (rule SNS-CREATE): the same topic again if nothing that is asked for is another.</summary>
    public Topic Create(string? name, IReadOnlyDictionary<string, string> given, IReadOnlyDictionary<string, string> tags)
    {
        if (name is null)
        {
            throw TopicServiceException.Missing("name");
        }

        if (_topics.TryGetValue(name, out var existing))
        {
            RequireSame(existing, given, tags);
            return existing;
        }

        var attributes = TopicAttributes.Of(given);
        if (!IsName(attributes.IsFifo && name.EndsWith(FifoSuffix, StringComparison.Ordinal) ? name[..^FifoSuffix.Length] : attributes.IsFifo ? "" : name) || name.Length > MaxName)
        {
            throw TopicServiceException.InvalidParameter("Topic Name");
        }

        var most = attributes.IsFifo ? MostFifoTopics : MostTopics;
        if (_topics.Count >= most && _topics.Values.Count(t => t.IsFifo == attributes.IsFifo) >= most)
        {
            throw TopicServiceException.TopicLimit(most);
        }

        var topic = new Topic(name, this, attributes);
        TopicTags.Add(topic, tags);
        _topics.Add(name, topic);
        NoteSettings(name, given.Keys);
        return topic;
    }

    /// <summary>DeleteTopic: what is not there is deleted already.</summary>
    public void Delete(Arn arn)
    {
        if (Find(arn) is { } topic)
        {
            _topics.Remove(topic.Name);
            topic.Close();
        }
    }

    public Arn ArnOf(string name) => Arn.OfTopic(region, account, name);

    public Topic? Find(Arn arn) => ArnOf(arn.Resource) == arn ? _topics.GetValueOrDefault(arn.Resource) : null;

    public Subscription? FindSubscription(string arn) => Subscriptions.FirstOrDefault(s => s.Arn == arn);

    public string NextMessageId() => DeterministicGuid.At(_messageIds, _messages++).ToString("D");

    /// <summary>Id of a subscription, and the token that its endpoint's owner would be sent.</summary>
    public (string Id, string? Token) NextSubscription(bool isAsked)
    {
        var number = _subscriptions++;
        var id = DeterministicGuid.At(_subscriptionIds, number).ToString("D");
        return (id, isAsked ? TokenOf(StableHash.Of($"{id}/token")) : null);
    }

    public void Note(string what) => _notes.Add(what);

    public void NoteSettings(string topic, IEnumerable<string> names)
    {
        foreach (var note in names.Select(TopicAttributes.Note).OfType<string>())
        {
            Note($"topic {topic}: {note}");
        }
    }

    private static void RequireSame(Topic topic, IReadOnlyDictionary<string, string> given, IReadOnlyDictionary<string, string> tags)
    {
        if (!topic.Attributes.Have(given))
        {
            throw TopicServiceException.InvalidParameter("Attributes Reason: Topic already exists with different attributes");
        }

        if (tags.Any(t => topic.Tags.GetValueOrDefault(t.Key) != t.Value))
        {
            throw TopicServiceException.InvalidParameter("Tags Reason: Topic already exists with different tags");
        }
    }

    private static bool IsName(string name) => name.Length is > 0 and <= MaxName && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static string TokenOf(ulong stream)
    {
        var token = new StringBuilder(TokenLetters);
        for (var i = 0ul; token.Length < TokenLetters; i++)
        {
            token.Append(Configuration.Text.Invariant($"{Draw.At(stream, i):x16}"));
        }

        return token.ToString();
    }
}
